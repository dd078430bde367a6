-- Parameters: experiment, now.
with p as (select ?::bigint as experiment, ?::timestamptz as present), run as (
    select r.status, date_trunc('hour', r."timestamp", 'UTC') as hour
      from p join experiments_experiment e on e.id = p.experiment or e.working_version_id = p.experiment
      join trace_trace r on r.experiment_id = e.id
     where r."timestamp" between p.present - interval '48 hours' and p.present
), bucket as (
    select hour, (select count(*) filter (where r.status = 'success') from run r where r.hour = hours.hour) as successes,
           (select count(*) filter (where r.status = 'error') from run r where r.hour = hours.hour) as errors
      from p cross join generate_series(date_trunc('hour', present - interval '48 hours', 'UTC'),
               date_trunc('hour', present, 'UTC'), interval '1 hour') as hours (hour)
)
select json_build_object('successes', json_agg(successes order by hour), 'errors', json_agg(errors order by hour)) from bucket
