select coalesce(json_agg(json_build_object('date', ${period}, 'active_participants', authors) order by period), '[]')
  from (select date_trunc(p.granularity, at, p.zone) as period, count(distinct participant_id) as authors
          from p cross join message where message_type = 'human' group by 1) as periods cross join p
