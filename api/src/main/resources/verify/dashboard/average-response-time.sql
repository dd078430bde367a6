select coalesce(json_agg(json_build_object('date', ${period}, 'avg_response_time_sec', seconds) order by period), '[]')
  from (select date_trunc(p.granularity, r."timestamp", p.zone) as period, avg(r.duration)::float8 / 1000 as seconds
          from p cross join trace_trace r where r.session_id in (select session_id from active) group by 1) as periods cross join p
