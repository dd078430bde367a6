package ocs.pulse.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ocs.pulse.cli.Commands;
import ocs.pulse.run.Ending;
import ocs.pulse.tables.SourceTable;
import ocs.pulse.testing.Corruptor;
import ocs.pulse.testing.LiveHistory;
import ocs.pulse.testing.RunningProgram;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One running program, looked at and mended by {@code pulse verify} and {@code pulse repair}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VerifyIT {
    private RunningProgram program;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        program = RunningProgram.start(directory);
    }

    @AfterAll
    void stop() throws Exception {
        program.close();
    }

    @Test
    void shouldMendWhatIsWrongWhileChangesGoOn() throws Exception {
        List<Long> messages = ids("select id from chat_chatmessage order by id limit 60");
        try (LiveHistory live = LiveHistory.start(program.connect(), 5, 60);
                Corruptor corruptor = Corruptor.open(program)) {
            for (long id : messages.subList(0, 20)) {
                corruptor.lose(SourceTable.MESSAGE, id);
            }
            for (long id : messages.subList(20, 40)) {
                corruptor.tell(SourceTable.MESSAGE, id, row -> row.put("id", 1_000_000_000 + id));
            }
            for (long id : messages.subList(40, 60)) {
                corruptor.tell(SourceTable.MESSAGE, id, row -> row.put("message_type", "system"));
            }
            String said = pulse(
                    "repair", "chat_chatmessage", "--data-dir", program.home().toString());
            System.out.println(said);
            live.close();
        }
    }

    private List<Long> ids(String sql) throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (Connection connection = program.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
        }
        return ids;
    }

    private static String pulse(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        int status = new Commands(stream, stream, Map.of(), new Ending()).run(arguments);
        String said = out.toString(StandardCharsets.UTF_8);
        assertThat(status).as(said).isZero();
        return said;
    }
}
