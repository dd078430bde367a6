, length as (
    select extract(epoch from ended_at - created_at)::float8 / 60 as minutes
      from active where ended_at is not null
), bin as (
    select i, low + i * width as bin_start, low + i * width + width as bin_end
      from (select min(minutes) as low, (max(minutes) - min(minutes)) / 10 as width from length) as span, generate_series(0, 9) as i
     where low is not null
)
select json_build_object(
    'most_active_participants', coalesce((select json_agg(json_build_object(
        'participant_id', x.id, 'participant_name', coalesce(nullif(x.name, ''), x.identifier), 'total_messages', a.messages,
        'total_sessions', a.sessions, 'last_activity', ${instant:a.newest}) order by a.messages desc, x.id)
      from (select participant_id, count(*) as messages, count(distinct session_id) as sessions, max(at) as newest
              from message where message_type = 'human' and participant_id is not null
             group by participant_id order by messages desc, participant_id limit 10) as a
      join experiments_participant x on x.id = a.participant_id), '[]'),
    'session_length_distribution', coalesce((select json_agg(json_build_object('count', (
        select count(*) from length where minutes >= bin_start and (minutes < bin_end or i = 9 and minutes <= bin_end))) order by i)
      from bin), '[]'))
