select json_build_object(
    'total_experiments', (select count(*) from listed_experiment),
    'total_participants', (select count(*) from listed_participant),
    'total_sessions', sessions, 'total_messages', turns,
    'active_experiments', (select count(*) from listed_experiment where id in (select experiment_id from active)),
    'active_participants', authors, 'completed_sessions', completed,
    'completion_rate', coalesce(100.0::float8 * completed / nullif(sessions, 0), 0),
    'avg_messages_per_session', coalesce(turns::float8 / nullif(sessions, 0), 0),
    'avg_sessions_per_participant', coalesce(sessions::float8 / nullif(authors, 0), 0))
  from (select (select count(*) from active) as sessions,
               (select count(*) from active where ended_at is not null) as completed,
               (select count(*) from message where message_type in ('human', 'ai')) as turns,
               (select count(distinct participant_id) from message where message_type = 'human') as authors) as figures
