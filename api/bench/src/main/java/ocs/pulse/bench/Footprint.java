package ocs.pulse.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Bytes: of live heap that the large team's view takes, counted by the virtual machine after a full collection with and without
 * it, and of disk under the stores and under Kafka, for each session and each message.
 */
final class Footprint implements Piece {
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

    @Override
    public void run(Course course) throws Exception {
        course.running().close();
        PulseProcess process = course.running().get();
        long without = liveHeap(process.pid());
        // A table's page needs the view and keeps nothing else that is large.
        course.http().get("/api/teams/large/sessions?page=1");
        long with = liveHeap(process.pid());
        long sessions = course.database().count("select count(*) from experiments_experimentsession where team_id = 1");
        long messages = course.database().count("""
                select count(*) from chat_chatmessage m join chat_chat c on c.id = m.chat_id where c.team_id = 1""");
        long traces = course.database().count("select count(*) from trace_trace where team_id = 1");
        double view = with - without;
        course.report().figure("footprint: heap of the program without views, MB", without / 1e6);
        course.report().figure("footprint: heap of the view, MB", view / 1e6);
        course.report().figure("footprint: heap of the view, bytes a session with all it has", view / sessions);
        course.report().figure("footprint: heap of the view, bytes a message or trace", view / (messages + traces));
        long all = course.database().count("select count(*) from chat_chatmessage");
        Path data = course.directory().resolve("pulse");
        course.report()
                .figure(
                        "footprint: stores (RocksDB), bytes on disk a message with all that hangs on it",
                        size(data.resolve("state")) / (double) all);
        course.report()
                .figure(
                        "footprint: Kafka, bytes on disk a message with all that hangs on it",
                        size(data.resolve("kafka")) / (double) all);
    }

    /** @param pid of a virtual machine of this Java */
    private static long liveHeap(long pid) throws IOException {
        Process command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(pid),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String histogram = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher total = TOTAL.matcher(histogram);
        if (!total.find()) {
            throw new BenchFailed(
                    "jcmd gives no histogram: " + histogram.lines().limit(3).toList());
        }
        return Long.parseLong(total.group(1));
    }

    private static long size(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.mapToLong(Footprint::bytes).sum();
        }
    }

    /** What is removed meanwhile takes none. */
    private static long bytes(Path file) {
        return Files.isRegularFile(file) ? file.toFile().length() : 0;
    }
}
