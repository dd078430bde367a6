package ocs.pulse.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import ocs.pulse.settings.ExitCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is wrong with a machine: its disk is full, or its clock is not the others'. Debian's libfaketime is needed. */
@Tag("soak")
final class MachinesIT extends Faults {
    private static final int DISK_MEGABYTES = 256;
    private static final Path FAKE_TIME =
            Path.of(System.getProperty("faults.faketime", "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"));

    @Test
    void shouldStayRightWhenTheDiskOfAserverIsFull() throws Exception {
        Child server = cluster().servers().get(0);
        server.stop();
        try (SmallDisk disk = new SmallDisk(cluster().directory(server), DISK_MEGABYTES)) {
            server.startThrough(disk.inside());
            server.start();
            trial().awaitCaughtUp();
            disk.fill();
            assertThat(server.exitWithin(3 * MINUTE)).isEqualTo(ExitCode.DATA_DIRECTORY.status());
            trial().awaitTakenOver(1);
            disk.makeRoom();
            trial().settle();
            server.stop();
            server.startThrough(List.of());
        }
    }

    @Test
    void shouldStayRightWhenTheDiskOfAbrokerIsFull() throws Exception {
        Child broker = cluster().brokers().get(2);
        broker.stop();
        try (SmallDisk disk = new SmallDisk(cluster().directory(broker), DISK_MEGABYTES)) {
            broker.startThrough(disk.inside());
            broker.start();
            trial().settle();
            disk.fill();
            assertThat(broker.exitWithin(3 * MINUTE)).isPositive();
            trial().awaitAnswered(0);
            disk.makeRoom();
            trial().settle();
            broker.stop();
            broker.startThrough(List.of());
        }
    }

    @Test
    void shouldStayRightWhenClocksAreAnHourOff() throws Exception {
        List<Child> parts = List.of(
                cluster().servers().get(0),
                cluster().servers().get(1),
                cluster().capture());
        List<String> clocks = List.of("+3600s", "-3600s", "+7200s");
        for (int part = 0; part < parts.size(); part++) {
            parts.get(part).stop();
            parts.get(part).startThrough(atAnotherTime(clocks.get(part)));
            parts.get(part).start();
        }
        trial().settle();
        for (Child part : parts) {
            part.stop();
            part.startThrough(List.of());
        }
    }

    private static List<String> atAnotherTime(String offset) throws IOException {
        if (!Files.exists(FAKE_TIME)) {
            throw new IOException(FAKE_TIME + " is missing: install libfaketime, or say -Dfaults.faketime=");
        }
        return List.of("env", "LD_PRELOAD=" + FAKE_TIME, "FAKETIME=" + offset, "FAKETIME_DONT_FAKE_MONOTONIC=1");
    }
}
