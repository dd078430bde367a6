package ocs.pulse.bench;

import java.sql.Connection;
import java.sql.Statement;

/** The whole dashboard as Open Chat Studio asks its Postgres, with today's indexes and with more. */
final class OcsSql implements Piece {
    private static final String MESSAGES = """
            chat_chatmessage m join chat_chat c on c.id = m.chat_id left join experiments_experimentsession s on s.chat_id = c.id
            where c.team_id = 1 and m.created_at >= '${start}' and m.created_at < '${end}'
              and not (s.platform is not null and s.platform = 'evaluations') and not (s.status is not null and s.status = 'setup') ${session}""";
    private static final String ACTIVE = """
            s.team_id = 1 and not (s.platform is not null and s.platform = 'evaluations') and not s.status = 'setup'
              and exists (select 1 from chat_chatmessage m where m.chat_id = s.chat_id and m.created_at >= '${start}'
                and m.created_at < '${end}' and m.message_type in ('human', 'ai')) ${session}""";

    @Override
    public void run(Course course) throws Exception {
        try (Connection connection = course.database().connect();
                Statement statement = connection.createStatement()) {
            postgres(course, connection, "OCS");
            statement.execute(Database.text("/bench/missing-indexes.sql"));
            postgres(course, connection, "OCS, indexed");
        }
    }

    private static void postgres(Course course, Connection connection, String who) throws Exception {
        RivalDashboards rival = new RivalDashboards(who, connection, Statements.read("/bench/ocs.sql"));
        rival.each(
                course,
                (span, narrowing) -> text -> text.replace("${messages}", MESSAGES)
                        .replace("${active}", ACTIVE)
                        .replace("${session}", narrowing.session())
                        .replace("${experiment_filters}", narrowing.experiment())
                        .replace("${participant_filters}", narrowing.participant())
                        .replace("${start}", span.start())
                        .replace("${end}", span.end())
                        .replace("${team}", "1"));
    }
}
