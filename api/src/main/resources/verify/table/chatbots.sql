-- Parameters: team, archived ones as well, search, now; then those of the test of the search, which takes the place of similar.
with p as (select ?::bigint as team, ?::boolean as show_archived, ?::text as search, ?::timestamptz as present)
select coalesce(json_agg(json_build_object(
    'id', e.id, 'name', e.name, 'description', e.description, 'is_archived', e.is_archived,
    'session_count', s.sessions, 'participant_count', s.participants,
    'interaction_count', r.interactions, 'last_activity', ${instant:r.newest}, 'trend', d.trend)
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
 cross join lateral (
       select json_build_object('successes', json_agg(successes order by hour), 'errors', json_agg(errors order by hour)) as trend
         from (select hour, count(t.id) filter (where t.status = 'success') as successes,
                      count(t.id) filter (where t.status = 'error') as errors
                 from generate_series(date_trunc('hour', p.present - interval '48 hours', 'UTC'),
                        date_trunc('hour', p.present, 'UTC'), interval '1 hour') as hours (hour)
                 left join (
                      select t.id, t.status, date_trunc('hour', t."timestamp", 'UTC') as at from trace_trace t
                       where t.experiment_id in (select v.id from experiments_experiment v
                              where v.id = e.id or v.working_version_id = e.id)
                         and t."timestamp" between p.present - interval '48 hours' and p.present) as t on t.at = hour
                group by hour) as buckets) as d
 where e.working_version_id is null and e.pipeline_id is not null and (p.show_archived or not e.is_archived)
   and ${similar}
