-- The sessions that are meant. Parameters in order: team, only with a message that meets the filters on messages (dataset
-- selection), ids above, ids up to, how many are shown; then what the filters compare with.
with p as (
    select ?::bigint as team, ?::boolean as with_messages, ?::bigint as above, ?::bigint as up_to, ?::int as first
), chosen as materialized (
    select s.id, s.external_id
      from p join experiments_experimentsession s on s.team_id = p.team and s.id > p.above and s.id <= p.up_to
      left join experiments_experiment e on e.id = s.experiment_id
      left join experiments_participant x on x.id = s.participant_id
      left join channels_experimentchannel h on h.id = s.experiment_channel_id
     where (not p.with_messages or exists (
            select from chat_chatmessage m where m.chat_id = s.chat_id${message_filters}))${session_filters}
)
