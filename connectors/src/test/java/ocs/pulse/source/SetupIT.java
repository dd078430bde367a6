package ocs.pulse.source;

import java.nio.file.Path;
import java.util.Map;
import ocs.pulse.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The printed SQL on real servers, with and without a table of ours. */
class SetupIT {
    private static final SourceTerms WITHOUT_TABLE = new SourceTerms(Heartbeat.MESSAGE, false);

    @Test
    void shouldPrepareAndCleanWhenTheServerIsOurs() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.temporary()) {
            new SetupScenario(postgres, SourceTerms.DEFAULT).run();
        }
    }

    @Test
    void shouldDoWithoutATableWhenNoneIsAllowed() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.temporary()) {
            new SetupScenario(postgres, WITHOUT_TABLE).run();
        }
    }

    @Test
    @Tag("full")
    void shouldPrepareAndCleanWhenTheServerIsDebians() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.temporary(Path.of("/usr/lib/postgresql/15"), Map.of())) {
            new SetupScenario(postgres, SourceTerms.DEFAULT).run();
        }
    }
}
