select json_build_object(
    'sessions', coalesce(json_agg(json_build_object('date', ${period}, 'active_sessions', sessions) order by period), '[]'),
    'participants', coalesce(json_agg(json_build_object('date', ${period}, 'active_participants', authors) order by period), '[]'))
  from (select date_trunc(p.granularity, at, p.zone) as period, count(distinct session_id) as sessions,
               count(distinct participant_id) filter (where message_type = 'human') as authors
          from p cross join message where message_type in ('human', 'ai') group by 1) as periods cross join p
