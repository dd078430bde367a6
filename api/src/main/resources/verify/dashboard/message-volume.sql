select json_build_object(
    'human_messages', coalesce(json_agg(json_build_object('date', ${period}, 'count', human) order by period), '[]'),
    'ai_messages', coalesce(json_agg(json_build_object('date', ${period}, 'count', ai) order by period), '[]'),
    'totals', coalesce(json_agg(json_build_object('date', ${period}, 'human_messages', human, 'ai_messages', ai,
        'total_messages', human + ai) order by period), '[]'))
  from (select date_trunc(p.granularity, at, p.zone) as period, count(*) filter (where message_type = 'human') as human,
               count(*) filter (where message_type = 'ai') as ai
          from p cross join message group by 1) as periods cross join p
