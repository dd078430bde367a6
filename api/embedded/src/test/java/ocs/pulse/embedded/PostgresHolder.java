package ocs.pulse.embedded;

import java.nio.file.Path;

/** Runs a Postgres on the given home until it is killed. */
final class PostgresHolder {

    private PostgresHolder() {}

    public static void main(String[] arguments) {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(arguments[0]))) {
            ChildJvm.sayAndWait(postgres.process().pid());
        }
    }
}
