-- Indexes that Open Chat Studio does not have and that a reader of its slow queries would try first.
create index if not exists bench_session_experiment on experiments_experimentsession (experiment_id, team_id);
create index if not exists bench_session_created on experiments_experimentsession (team_id, created_at);
create index if not exists bench_session_ended on experiments_experimentsession (team_id, ended_at);
create index if not exists bench_session_participant on experiments_experimentsession (participant_id, team_id);
create index if not exists bench_trace_experiment on trace_trace (experiment_id, "timestamp");
create index if not exists bench_trace_team on trace_trace (team_id, "timestamp");
create index if not exists bench_tagged on annotations_customtaggeditem (content_type_id, tag_id);
analyze;
