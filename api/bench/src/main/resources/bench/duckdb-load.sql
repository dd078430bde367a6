-- Run by Postgres, one file of comma separated values each; the head is the table's definition in DuckDB.

-- experiment (id bigint, team_id bigint, name varchar, is_archived boolean, working_version_id bigint)
select id, team_id, name, is_archived, working_version_id from experiments_experiment;
-- participant (id bigint, team_id bigint, name varchar, identifier varchar, platform varchar)
select id, team_id, name, identifier, platform from experiments_participant;
-- message (id bigint, team_id bigint, chat_id bigint, session_id bigint, experiment_id bigint, participant_id bigint, platform varchar, status varchar, created_at timestamp, ended_at timestamp, kind varchar, moment timestamp)
select m.id, c.team_id, c.id, s.id, s.experiment_id, s.participant_id, s.platform, s.status, s.created_at at time zone 'UTC', s.ended_at at time zone 'UTC', m.message_type, m.created_at at time zone 'UTC' from chat_chatmessage m join chat_chat c on c.id = m.chat_id left join experiments_experimentsession s on s.chat_id = c.id order by m.created_at;
-- message_tag (team_id bigint, chat_id bigint, session_id bigint, experiment_id bigint, participant_id bigint, platform varchar, status varchar, moment timestamp, tag_id bigint, category varchar, name varchar)
select c.team_id, c.id, s.id, s.experiment_id, s.participant_id, s.platform, s.status, m.created_at at time zone 'UTC', t.id, t.category, t.name from annotations_customtaggeditem i join annotations_tag t on t.id = i.tag_id and t.team_id = i.team_id join chat_chatmessage m on m.id = i.object_id join chat_chat c on c.id = m.chat_id and c.team_id = i.team_id left join experiments_experimentsession s on s.chat_id = c.id where i.content_type_id = 2 order by m.created_at;
-- tagged (tag_id bigint, chat_id bigint)
select distinct i.tag_id, coalesce(m.chat_id, i.object_id) from annotations_customtaggeditem i left join chat_chatmessage m on i.content_type_id = 2 and m.id = i.object_id;
-- session (id bigint, team_id bigint, chat_id bigint, experiment_id bigint, participant_id bigint)
select id, team_id, chat_id, experiment_id, participant_id from experiments_experimentsession;
-- trace (session_id bigint, moment timestamp, duration integer)
select session_id, "timestamp" at time zone 'UTC', duration from trace_trace where session_id is not null;
