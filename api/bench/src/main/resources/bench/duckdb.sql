-- One dashboard from columns: a message carries what the questions ask of its conversation; message_tag and tagged are joined
-- in advance as well. Heads as in ocs.sql.

-- overview: /overview/total_experiments
select count(*) from experiment e where e.team_id = ${team} and not e.is_archived and e.working_version_id is null ${experiment_filters};
-- overview: /overview/total_participants
select count(*) from participant x where x.team_id = ${team} and x.platform <> 'evaluations' ${participant_filters};
-- overview: /overview/total_messages
select count(distinct session_id) as sessions, count(distinct session_id) filter (where ended_at is not null) as completed, count(distinct participant_id) filter (where kind = 'human') as authors, count(*) as turns from message where ${messages} and kind in ('human', 'ai');
-- active-participants: /active_participants/*/active_participants
select date_trunc('day', moment) as period, count(distinct participant_id) from message where ${messages} and kind = 'human' group by 1 order by 1;
-- session-analytics: /session_analytics/sessions/*/active_sessions
select date_trunc('day', moment) as period, count(distinct participant_id) filter (where kind = 'human') as authors, count(distinct session_id) as sessions from message where ${messages} and kind in ('human', 'ai') group by 1 order by 1;
-- message-volume: /message_volume/totals/*/total_messages
select date_trunc('day', moment) as period, count(*) filter (where kind = 'human') as human, count(*) filter (where kind = 'ai') as ai, count(*) filter (where kind in ('human', 'ai')) from message where ${messages} group by 1 order by 1;
-- bot-performance: /overview/total_sessions
select experiment_id, count(distinct participant_id) as participants, sum(turns)::bigint as turns, avg(ended_at - created_at) as length, count(ended_at) as completed, count(*) from (select session_id, experiment_id, participant_id, created_at, ended_at, count(*) as turns from message where ${messages} and kind in ('human', 'ai') group by all) group by 1;
-- user-engagement: /user_engagement/most_active_participants/*/total_messages
select participant_id, max(moment), count(distinct session_id), count(*) from message where ${messages} and kind = 'human' and participant_id is not null group by 1 order by 4 desc, 1 limit 10;
-- user-engagement: /overview/completed_sessions
select floor(date_diff('microsecond', created_at, ended_at) / 600000000) as bin, count(distinct session_id) from message where ${messages} and kind in ('human', 'ai') and ended_at is not null group by 1;
-- channel-breakdown: /overview/total_sessions
select platform, count(distinct session_id) from message where ${messages} and kind in ('human', 'ai') group by 1;
-- tag-analytics: /tag_analytics/total_tagged_messages
select category, name, count(*) from message_tag where ${messages} and category is distinct from 'experiment_version' group by 1, 2;
-- average-response-time:
select date_trunc('day', moment) as period, avg(duration) from trace where session_id in (select session_id from message where ${messages} and kind in ('human', 'ai')) group by 1 order by 1;
