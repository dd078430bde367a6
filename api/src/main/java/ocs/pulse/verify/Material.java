package ocs.pulse.verify;

import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * What a team has that can be asked about: some of each.
 *
 * @param identifiers of some participants
 * @param statuses of its newest sessions
 * @param first when its oldest session was made
 * @param last when its newest was
 * @param lastTrace when its newest trace was
 */
record Material(
        List<Long> experiments,
        List<String> platforms,
        List<Long> participants,
        List<String> identifiers,
        List<String> remoteIds,
        List<Long> tags,
        List<String> tagNames,
        List<String> versionNames,
        List<String> statuses,
        Instant first,
        Instant last,
        Instant lastTrace) {
    private static final String SESSIONS =
            "select created_at as at from experiments_experimentsession where team_id = ?";
    private static final String TRACES = "select \"timestamp\" as at from trace_trace where team_id = ?";
    /** Nothing that people did is older. */
    private static final Instant OLDEST = Instant.parse("2000-01-01T00:00:00Z");

    static Material of(SourceRows source, long team) throws SQLException {
        String someParticipants =
                " from (select * from experiments_participant where team_id = ? order by id desc limit 100) as x";
        String tags = " from annotations_tag where team_id = ? order by id desc limit 100";
        Instant now = Instant.now();
        return new Material(
                source.ids("select id from experiments_experiment where team_id = ? order by id desc limit 100", team),
                source.texts("select distinct platform from channels_experimentchannel where team_id = ?", team),
                source.ids("select id" + someParticipants, team),
                source.texts("select identifier" + someParticipants, team),
                source.texts("select distinct remote_id" + someParticipants, team),
                source.ids("select id" + tags, team),
                source.texts("select name" + tags, team),
                source.texts(
                        "select name from annotations_tag where team_id = ? and category = 'experiment_version' limit 20",
                        team),
                source.texts(
                        "select distinct status from (select status from experiments_experimentsession where team_id = ?"
                                + " order by id desc limit 500) as newest",
                        team),
                edge(source, SESSIONS, "min", team).orElse(now.minus(1, ChronoUnit.DAYS)),
                edge(source, SESSIONS, "max", team).orElse(now),
                edge(source, TRACES, "max", team).orElse(now));
    }

    private static Optional<Instant> edge(SourceRows source, String times, String which, long team)
            throws SQLException {
        String sql = "select extract(epoch from " + which + "(at))::bigint from (" + times
                + ") as times where isfinite(at) having count(*) > 0";
        return source.list(sql, row -> row.getLong(1), team).stream()
                .findFirst()
                .map(Instant::ofEpochSecond)
                .map(edge -> edge.isBefore(OLDEST) ? OLDEST : edge.isAfter(Instant.now()) ? Instant.now() : edge);
    }
}
