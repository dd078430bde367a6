select coalesce(json_agg(row order by messages desc, name collate "C", id), '[]')
  from (select e.id, e.name, coalesce(sum(a.turns), 0) as messages, json_build_object(
            'experiment_id', e.id, 'experiment_name', e.name,
            'participants', count(distinct a.participant_id), 'sessions', count(a.session_id),
            'messages', coalesce(sum(a.turns), 0),
            'avg_session_duration', coalesce(extract(epoch from avg(a.ended_at - a.created_at) filter (where isfinite(a.ended_at) and isfinite(a.created_at)))::float8 / 60, 0),
            'completion_rate', coalesce(count(a.ended_at)::float8 / nullif(count(a.session_id), 0), 0),
            'avg_messages_per_session', coalesce(sum(a.turns)::float8 / nullif(count(a.session_id), 0), 0)) as row
          from listed_experiment e left join active a on a.experiment_id = e.id
         group by e.id, e.name) as bots
