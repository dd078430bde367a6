-- The rows of the benchmark: one large team (id 1) and 20 small ones (ids 2 to 21) over a year up to ${end}, the same for the
-- same seed. draw(row, purpose) is a number from 0 to below 1 that looks random.
set session_replication_role = replica;

create function pg_temp.draw(row_id bigint, purpose bigint) returns float8 language sql immutable as
$$ select (hashint8extended(row_id, ${seed} * 1000 + purpose) & 2147483647)::float8 / 2147483648 $$;

insert into django_content_type (id, app_label, model) values (1, 'chat', 'chat'), (2, 'chat', 'chatmessage');

insert into teams_team (id, created_at, updated_at, name, slug)
select t, timestamptz '${end}' - interval '400 days', timestamptz '${end}', 'Team ' || t, case t when 1 then 'large' else 'small-' || t end
  from generate_series(1, 21) t;

-- 200 chatbots in the large team, 5 in a small one, each with one published version (id + 100000).
create temp table bot as
select (t - 1) * 1000 + b as id, t as team_id, b
  from generate_series(1, 21) t, generate_series(1, 200) b where t = 1 or b <= 5;
insert into experiments_experiment (id, created_at, updated_at, team_id, name, description, pipeline_id, public_id, working_version_id, version_number, is_default_version, is_archived)
select id, timestamptz '${end}' - interval '390 days', timestamptz '${end}', team_id, 'Chatbot ' || id, 'Answers about subject ' || b, 1, md5('e' || id)::uuid, null, 1, false, b % 20 = 0 from bot
union all
select id + 100000, timestamptz '${end}' - interval '380 days', timestamptz '${end}', team_id, 'Chatbot ' || id, null, 1, md5('v' || id)::uuid, id, 1, true, false from bot;

-- Channels: web, api and evaluations for the team; WhatsApp or Telegram for two of three chatbots.
insert into channels_experimentchannel (id, created_at, updated_at, team_id, name, experiment_id, deleted, extra_data, external_id, platform, messaging_provider_id)
select t * 10 + k, timestamptz '${end}' - interval '390 days', timestamptz '${end}', t, p, null, false, '{}'::jsonb, md5('c' || t || p)::uuid, p, null::bigint
  from generate_series(1, 21) t, unnest(array['web', 'api', 'evaluations']) with ordinality as x(p, k)
union all
select 1000000 + id, timestamptz '${end}' - interval '390 days', timestamptz '${end}', team_id, 'Door of ' || id, id, false, '{}'::jsonb, md5('d' || id)::uuid,
       case id % 3 when 1 then 'whatsapp' else 'telegram' end, null from bot where id % 3 > 0;

-- Sessions: evenly over the year; chatbots and participants are unevenly liked.
create temp table door as
select s as id, team_id, created_at, experiment_id, participant_id,
       case when how < 0.03 then 3 when how < 0.45 then 1 when how < 0.55 then 2 end as shared, how
  from (select s, 1 as team_id, timestamptz '${end}' - interval '365 days' * (1 - (s + pg_temp.draw(s, 1)) / ${sessions}) as created_at,
               1 + floor(200 * pg_temp.draw(s, 2) ^ 2)::bigint as experiment_id,
               1 + floor(${sessions} / 5 * pg_temp.draw(s, 3) ^ 1.5)::bigint as participant_id, pg_temp.draw(s, 4) as how
          from generate_series(1, ${sessions}) s
        union all
        select s, 2 + s % 20, timestamptz '${end}' - interval '365 days' * pg_temp.draw(s, 1),
               (1 + s % 20) * 1000 + 1 + floor(5 * pg_temp.draw(s, 2))::bigint, 10000000 + s % 200, pg_temp.draw(s, 4)
          from generate_series(${sessions} + 1, ${sessions} + 2000) s) as one;

insert into experiments_participant (id, created_at, updated_at, team_id, name, identifier, public_id, user_id, platform, remote_id)
select p, timestamptz '${end}' - interval '366 days', timestamptz '${end}', 1, case when p % 3 = 0 then '' else 'Person ' || p end, 'person-' || p || '@example.org', md5('p' || p)::uuid, null::bigint,
       (array['web', 'whatsapp', 'telegram', 'api'])[1 + p % 4], case when p % 2 = 0 then 'r' || p else '' end
  from generate_series(1, ${sessions} / 5) p
union all
select 10000000 + p, timestamptz '${end}' - interval '366 days', timestamptz '${end}', 2 + p % 20, '', 'small-' || p, md5('s' || p)::uuid, null, 'web', '' from generate_series(0, 199) p;

insert into chat_chat (id, created_at, updated_at, team_id, name, translated_languages, metadata)
select id, created_at, created_at, team_id, 'Chat', null, '{}'::jsonb from door;

insert into experiments_experimentsession (id, created_at, updated_at, team_id, external_id, participant_id, status, consent_date, ended_at, reviewed_at,
       experiment_id, chat_id, seed_task_id, experiment_channel_id, state, platform, experiment_versions, last_activity_at)
select d.id, d.created_at, d.created_at, d.team_id, md5('x' || d.id)::uuid::text, d.participant_id,
       case when pg_temp.draw(d.id, 5) < 0.02 then 'setup' when pg_temp.draw(d.id, 5) < 0.5 then 'complete' else 'active' end, null,
       case when pg_temp.draw(d.id, 5) between 0.02 and 0.5 then d.created_at + interval '1 day' * pg_temp.draw(d.id, 6) ^ 3 end, null,
       d.experiment_id, d.id, '', h.id, '{}', h.platform, null, null
  from door d join channels_experimentchannel h
    on h.id = case when d.shared is null and d.experiment_id % 3 > 0 then 1000000 + d.experiment_id else d.team_id * 10 + coalesce(d.shared, 1) end;

-- 2 to 22 messages, 12 on average, human and ai by turns; in one of ten a system message first.
insert into chat_chatmessage (id, created_at, updated_at, chat_id, message_type, content, summary, translations, metadata)
select d.id * 32 + k, at, at, d.id, kind, repeat('word ', 3 + (k % 5)::int), null, '{}', '{}'
  from door d, lateral generate_series(1, 2 + floor(21 * pg_temp.draw(d.id, 7))::bigint) k,
       lateral (select d.created_at + interval '1 second' * (k * 40 + 600 * k * pg_temp.draw(d.id, 8) ^ 4 + 20 * pg_temp.draw(d.id * 32 + k, 9)) as at) as moment,
       lateral (select case when k = 1 and d.id % 10 = 0 then 'system' when k % 2 = 1 then 'human' else 'ai' end as kind) as author;

-- Tags: five versions, thirty of people's own, four of each special kind, in every team.
insert into annotations_tag (id, created_at, updated_at, team_id, name, slug, created_by_id, is_system_tag, category)
select t * 100 + n, timestamptz '${end}' - interval '390 days', timestamptz '${end}', t, case when n <= 5 then 'v' || n else 'tag ' || n end, 't' || t || '-' || n, null, n <= 5 or n > 35,
       case when n <= 5 then 'experiment_version' when n <= 35 then '' when n <= 39 then 'response_rating' else 'error' end
  from generate_series(1, 21) t, generate_series(1, 43) n;

insert into annotations_customtaggeditem (id, created_at, updated_at, team_id, content_type_id, object_id, tag_id, user_id)
select row_number() over (order by kind, object_id, tag_id), timestamptz '${end}', timestamptz '${end}', team_id, kind, object_id, tag_id, null
  from (select d.team_id, 2 as kind, m.id as object_id, d.team_id * 100 + 1 + floor(5.0 * (d.id % ${sessions}) / ${sessions})::int as tag_id
          from chat_chatmessage m join door d on d.id = m.chat_id where m.message_type = 'ai'
        union all
        select d.team_id, 2, m.id, d.team_id * 100 + 6 + floor(38 * pg_temp.draw(m.id, 10) ^ 2)::int
          from chat_chatmessage m join door d on d.id = m.chat_id where pg_temp.draw(m.id, 11) < 0.04
        union all
        select team_id, 1, id, team_id * 100 + 6 + floor(30 * pg_temp.draw(id, 12))::int from door where pg_temp.draw(id, 13) < 0.05) as tagged;

-- 1.5 traces a session: one with the first answer, for every other session one with the second.
insert into trace_trace (id, "timestamp", trace_id, status, experiment_id, session_id, participant_id, input_message_id, output_message_id, team_id, duration, participant_data, session_state, experiment_version_number)
select d.id * 2 + k, d.created_at + interval '1 second' * (50 + 100 * k), md5('t' || d.id || '-' || k)::uuid,
       case when pg_temp.draw(d.id * 2 + k, 14) < 0.05 then 'error' when pg_temp.draw(d.id * 2 + k, 14) < 0.06 then 'pending' else 'success' end,
       d.experiment_id, d.id, d.participant_id, null, null, d.team_id, 200 + floor(8000 * pg_temp.draw(d.id * 2 + k, 15) ^ 2)::int, '{}', '{}', null
  from door d, generate_series(0, 1) k where k = 0 or d.id % 2 = 0;

set session_replication_role = origin;
analyze;
