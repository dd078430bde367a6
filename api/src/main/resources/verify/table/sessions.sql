-- How many sessions there are, and the first of them by id.
${chosen}, session as materialized (
    select s.* from p cross join chosen c join experiments_experimentsession s on s.id = c.id
     order by s.id limit (select first from p)
), kind as (
    select max(id) filter (where model = 'chat') as chat, max(id) filter (where model = 'chatmessage') as message
      from django_content_type where app_label = 'chat'
), activity as (
    select m.chat_id, min(m.created_at) as first, max(m.created_at) as last, count(*) as messages
      from session s join chat_chatmessage m on m.chat_id = s.chat_id group by m.chat_id
), version as (
    select chat_id, json_agg(name order by name collate "C") as names
      from (select distinct m.chat_id, t.name
              from session s join chat_chatmessage m on m.chat_id = s.chat_id cross join kind
              join annotations_customtaggeditem i on i.content_type_id = kind.message and i.object_id = m.id
              join annotations_tag t on t.id = i.tag_id and t.category = 'experiment_version') as named
     group by chat_id
), tag as (
    select chat_id, json_agg(name order by name collate "C") as names
      from (select distinct s.chat_id, t.name
              from session s cross join kind
              join annotations_customtaggeditem i on i.content_type_id = kind.chat and i.object_id = s.chat_id
              join annotations_tag t on t.id = i.tag_id) as named
     group by chat_id
)
select json_build_object('total_count', (select count(*) from chosen), 'results', coalesce(json_agg(json_build_object(
    'id', s.id, 'external_id', s.external_id, 'experiment_id', s.experiment_id, 'experiment_name', e.name,
    'participant_id', s.participant_id, 'participant_identifier', x.identifier, 'participant_name', x.name,
    'participant_remote_id', x.remote_id, 'platform', ${platform}, 'status', s.status,
    'created_at', ${instant:s.created_at}, 'ended_at', ${instant:s.ended_at},
    'first_message', ${instant:a.first}, 'last_message', ${instant:a.last}, 'message_count', coalesce(a.messages, 0),
    'versions', coalesce(v.names, '[]'), 'tags', coalesce(g.names, '[]')) order by s.id), '[]'))
  from session s
  left join experiments_experiment e on e.id = s.experiment_id
  left join experiments_participant x on x.id = s.participant_id
  left join channels_experimentchannel h on h.id = s.experiment_channel_id
  left join activity a on a.chat_id = s.chat_id
  left join version v on v.chat_id = s.chat_id
  left join tag g on g.chat_id = s.chat_id
