-- The rows that every panel counts, from the definitions. Parameters in order: team, window start, window end, experiments,
-- channels, participants, tags, granularity, zone. A null list does not narrow. ${platform} is the session's platform.
with p as (
    select ?::bigint as team, ?::timestamptz as window_start, ?::timestamptz as window_end, ?::bigint[] as experiments,
           ?::text[] as channels, ?::bigint[] as participants, ?::bigint[] as tags, ?::text as granularity, ?::text as zone
), tagged as materialized (
    select i.object_id::bigint as chat_id
      from p join annotations_customtaggeditem i on i.team_id = p.team and i.tag_id = any (p.tags)
      join annotations_tag t on t.id = i.tag_id and t.team_id = p.team
      join django_content_type k on k.id = i.content_type_id and k.app_label = 'chat' and k.model = 'chat'
    union
    select m.chat_id
      from p join annotations_customtaggeditem i on i.team_id = p.team and i.tag_id = any (p.tags)
      join annotations_tag t on t.id = i.tag_id and t.team_id = p.team
      join django_content_type k on k.id = i.content_type_id and k.app_label = 'chat' and k.model = 'chatmessage'
      join chat_chatmessage m on m.id = i.object_id
), conversation as materialized (
    select c.id as chat_id, s.id as session_id, s.experiment_id, s.participant_id, ${platform} as platform, s.created_at, s.ended_at
      from p join chat_chat c on c.team_id = p.team
      left join experiments_experimentsession s on s.chat_id = c.id
      left join channels_experimentchannel h on h.id = s.experiment_channel_id
     where (s.id is null or (s.status <> 'setup' and ${platform} is distinct from 'evaluations'))
       and (p.experiments is null or s.experiment_id = any (p.experiments))
       and (p.channels is null or ${platform} = any (p.channels))
       and (p.participants is null or s.participant_id = any (p.participants))
       and (p.tags is null or c.id in (select chat_id from tagged))
), message as materialized (
    select v.*, m.id as message_id, m.message_type, m.created_at as at
      from p cross join conversation v join chat_chatmessage m on m.chat_id = v.chat_id
     where m.created_at >= p.window_start and m.created_at < p.window_end
), active as materialized (
    select session_id, experiment_id, participant_id, platform, created_at, ended_at, count(*) as turns
      from message where session_id is not null and message_type in ('human', 'ai')
     group by session_id, experiment_id, participant_id, platform, created_at, ended_at
), listed_experiment as (
    select e.id, e.name from p join experiments_experiment e on e.team_id = p.team
     where e.working_version_id is null and not e.is_archived
       and (p.experiments is null or e.id = any (p.experiments))
       and (p.channels is null or p.channels && array['web', 'api', 'evaluations'] or exists (
            select from channels_experimentchannel h
             where h.experiment_id = e.id and not h.deleted and h.platform = any (p.channels)))
       and (p.participants is null or exists (
            select from experiments_experimentsession s where s.experiment_id = e.id and s.participant_id = any (p.participants)))
       and (p.tags is null or exists (
            select from experiments_experimentsession s join tagged on tagged.chat_id = s.chat_id where s.experiment_id = e.id))
), listed_participant as (
    select x.id from p join experiments_participant x on x.team_id = p.team
     where x.platform <> 'evaluations'
       and (p.experiments is null or exists (
            select from experiments_experimentsession s where s.participant_id = x.id and s.experiment_id = any (p.experiments)))
       and (p.channels is null or x.platform = any (p.channels))
       and (p.participants is null or x.id = any (p.participants))
       and (p.tags is null or exists (
            select from experiments_experimentsession s join tagged on tagged.chat_id = s.chat_id where s.participant_id = x.id))
)
