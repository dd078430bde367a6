package ocs.pulse.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The files of one Postgres: made once, and rid of a server that outlived its pulse before the next one starts. */
record PostgresCluster(Path home, PostgresBinaries binaries) {

    private static final long MAKE_SECONDS = 120;
    private static final long STOP_SECONDS = 30;
    private static final long POLL_MILLISECONDS = 20;

    /** What a server says that finds the children of a killed one still there. */
    private static final String ORPHANS = "pre-existing shared memory block";

    /** The server's own data directory. */
    Path data() {
        return home.resolve("data");
    }

    /** What the last server wrote. */
    Path log() {
        return home.resolve("server.log");
    }

    /** Makes the cluster unless there is one; a cluster that was only half made is made again. */
    void make(boolean durable) throws IOException {
        if (Files.exists(data().resolve("PG_VERSION"))) {
            return;
        }
        Path unfinished = home.resolve("data.unfinished");
        PostgresBinaries.delete(unfinished);
        List<String> command = new ArrayList<>(List.of(
                binaries.program("initdb"),
                "--pgdata=" + unfinished,
                "--username=postgres",
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C"));
        if (binaries.areOurs()) {
            command.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
        }
        if (!durable) {
            command.add("--no-sync");
        }
        try (ServerProcess initdb = ServerProcess.start(command, log())) {
            if (!initdb.endsWithin(TimeUnit.SECONDS.toMillis(MAKE_SECONDS)) || initdb.exitCode() != 0) {
                throw new CannotStart("Could not make a Postgres in " + data() + ": " + lastWords());
            }
        }
        Files.move(unfinished, data(), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Stops the server that a killed process left, and removes its mark; the caller holds the directory's lock. */
    void stopLeftover() throws IOException {
        Optional<ProcessHandle> server = PostmasterFile.of(data()).flatMap(PostmasterFile::server);
        if (server.isPresent()) {
            signal("INT", server.get());
            if (!ended(server.get())) {
                signal("QUIT", server.get());
            }
            if (!ended(server.get())) {
                throw new CannotStart("A Postgres of an earlier run (process "
                        + server.get().pid() + ") does not stop: end it and start again");
            }
        }
        PostmasterFile.delete(data());
    }

    /** Starts the server and returns when it answers. The children of one that was killed may take a moment to end. */
    ServerProcess start(int port, Map<String, String> settings) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(binaries.program("postgres"), "-D", data().toString(), "-p", Integer.toString(port)));
        settings.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
        ServerProcess server = ServerProcess.start(command, log());
        while (!PostmasterFile.of(data()).filter(PostmasterFile::ready).isPresent()) {
            if (!server.endsWithin(POLL_MILLISECONDS)) {
                continue;
            }
            if (!lastWords().contains(ORPHANS) || System.nanoTime() > end) {
                throw new CannotStart("Postgres did not start in " + data() + ": " + lastWords());
            }
            server = ServerProcess.start(command, log());
        }
        return server;
    }

    /** The last line that the server or initdb wrote, which is where they say what is wrong. */
    private String lastWords() throws IOException {
        List<String> lines = Files.readAllLines(log()).stream()
                .filter(line -> !line.isBlank())
                .toList();
        return lines.stream()
                .filter(line -> line.contains("FATAL") || line.contains("error:"))
                .findFirst()
                .or(() -> lines.stream().reduce((earlier, later) -> later))
                .orElse("it wrote nothing")
                .strip();
    }

    private static void signal(String name, ProcessHandle process) throws IOException {
        new ProcessBuilder("/bin/kill", "-" + name, Long.toString(process.pid()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .onExit()
                .join();
    }

    private static boolean ended(ProcessHandle process) {
        CompletableFuture<ProcessHandle> exit = process.onExit();
        try {
            exit.get(STOP_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException running) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Interrupted while stopping a Postgres of an earlier run", interrupted);
        } catch (ExecutionException failure) {
            throw new CannotStart("Could not wait for a Postgres of an earlier run to stop", failure);
        }
    }
}
