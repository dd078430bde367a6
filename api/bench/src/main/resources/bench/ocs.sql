-- What Open Chat Studio sends for one dashboard, written from the definitions: query sets that filter by nested EXISTS. A
-- head names the panel and the figures of the whole dashboard that the last column's sum has to be.

-- overview: /overview/total_experiments
select count(*) from experiments_experiment e where e.team_id = ${team} and not e.is_archived and e.working_version_id is null ${experiment_filters};
-- overview: /overview/total_participants
select count(*) from experiments_participant x where x.team_id = ${team} and not x.platform = 'evaluations' ${participant_filters};
-- overview: /overview/total_sessions
select count(*) from experiments_experimentsession s where ${active};
-- overview: /overview/total_messages
select count(*) from ${messages} and m.message_type in ('human', 'ai');
-- overview: /overview/active_participants
select count(distinct s.participant_id) from ${messages} and m.message_type = 'human';
-- overview: /overview/completed_sessions
select count(*) from experiments_experimentsession s where ${active} and s.ended_at is not null;
-- active-participants: /active_participants/*/active_participants
select date_trunc('day', m.created_at, 'UTC') as period, count(distinct s.participant_id) from ${messages} and m.message_type = 'human' group by 1 order by 1;
-- session-analytics: /session_analytics/sessions/*/active_sessions
select date_trunc('day', m.created_at, 'UTC') as period, count(distinct s.id) from ${messages} and m.message_type in ('human', 'ai') group by 1 order by 1;
-- session-analytics: /session_analytics/participants/*/active_participants
select date_trunc('day', m.created_at, 'UTC') as period, count(distinct s.participant_id) filter (where m.message_type = 'human') from ${messages} and m.message_type in ('human', 'ai') group by 1 order by 1;
-- message-volume: /message_volume/totals/*/total_messages
select date_trunc('day', m.created_at, 'UTC') as period, count(*) filter (where m.message_type = 'human') as human, count(*) filter (where m.message_type = 'ai') as ai, count(*) filter (where m.message_type in ('human', 'ai')) from ${messages} group by 1 order by 1;
-- bot-performance: /overview/total_sessions
select s.experiment_id, count(distinct s.participant_id), avg(s.ended_at - s.created_at), count(s.ended_at), count(*) from experiments_experimentsession s where ${active} group by 1;
-- bot-performance: /overview/total_messages
select s.experiment_id, count(*) from ${messages} and m.message_type in ('human', 'ai') group by 1;
-- user-engagement: /user_engagement/most_active_participants/*/total_messages
select s.participant_id, max(m.created_at), count(distinct s.id), count(*) from ${messages} and m.message_type = 'human' and s.participant_id is not null group by 1 order by 4 desc, 1 limit 10;
-- user-engagement: /overview/completed_sessions
select s.id, s.ended_at - s.created_at, 1 from experiments_experimentsession s where ${active} and s.ended_at is not null;
-- channel-breakdown: /overview/total_sessions
select s.platform, count(*) from experiments_experimentsession s where ${active} group by 1;
-- tag-analytics: /tag_analytics/total_tagged_messages
select t.category, t.name, count(*) from annotations_customtaggeditem i join annotations_tag t on t.id = i.tag_id where i.team_id = ${team} and t.team_id = ${team} and not t.category = 'experiment_version' and i.content_type_id = 2 and i.object_id in (select m.id from ${messages}) group by 1, 2;
-- average-response-time:
select date_trunc('day', r."timestamp", 'UTC') as period, avg(r.duration) from trace_trace r where r.session_id in (select s.id from experiments_experimentsession s where ${active}) group by 1 order by 1;
