-- Parameters: team, archived ones as well.
with p as (select ?::bigint as team, ?::boolean as show_archived)
select coalesce(json_agg(json_build_object(
    'id', e.id, 'name', e.name, 'description', e.description, 'is_archived', e.is_archived,
    'session_count', s.sessions, 'participant_count', s.participants,
    'interaction_count', r.interactions, 'last_activity', ${instant:r.newest})
    order by r.newest desc nulls last, e.id), '[]')
  from p join experiments_experiment e on e.team_id = p.team
 cross join lateral (
       select count(*) as sessions, count(distinct s.participant_id) as participants
         from experiments_experimentsession s left join channels_experimentchannel h on h.id = s.experiment_channel_id
        where s.experiment_id = e.id and h.platform is distinct from 'evaluations') as s
 cross join lateral (
       select count(*) as interactions, max(r."timestamp") as newest
         from trace_trace r left join experiments_experimentsession s on s.id = r.session_id
         left join channels_experimentchannel h on h.id = s.experiment_channel_id
        where r.experiment_id = e.id and h.platform is distinct from 'evaluations') as r
 where e.working_version_id is null and e.pipeline_id is not null and (p.show_archived or not e.is_archived)
