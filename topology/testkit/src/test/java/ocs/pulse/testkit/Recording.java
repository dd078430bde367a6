package ocs.pulse.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import ocs.pulse.KeptStore;
import ocs.pulse.TwoStages;
import ocs.pulse.ledger.LedgerTopology;
import ocs.pulse.team.TeamsTopology;

/** The bytes of both stores in a file, a line each: the store, the key and the value in hexadecimal digits. */
final class Recording {
    private static final HexFormat HEX = HexFormat.of();

    private Recording() {}

    /**
     * Records what the history leaves in the stores of the present version:
     *
     * <pre>
     * mvn -q -pl topology/testkit -am test-compile, then ocs.pulse.testkit.Recording FILE on that class path
     * </pre>
     */
    public static void main(String[] arguments) throws IOException {
        KeptStore ledger = new KeptStore(LedgerTopology.STORE);
        KeptStore teams = new KeptStore(TeamsTopology.STORE);
        Path directory = Files.createTempDirectory("recording");
        try (TwoStages stages = new TwoStages(directory, new TwoStages.Stores(ledger, teams), Integer.MAX_VALUE)) {
            new RecordedHistory().begin(stages);
        }
        try (PrintWriter out = new PrintWriter(
                new GZIPOutputStream(Files.newOutputStream(Path.of(arguments[0]))), false, StandardCharsets.UTF_8)) {
            write(ledger, out);
            write(teams, out);
        }
    }

    private static void write(KeptStore store, PrintWriter out) {
        store.kept()
                .forEach(entry -> out.println(
                        store.name() + " " + HEX.formatHex(entry.key.get()) + " " + HEX.formatHex(entry.value)));
    }

    /** @param name of a resource */
    static TwoStages.Stores read(String name) throws IOException {
        KeptStore ledger = new KeptStore(LedgerTopology.STORE);
        KeptStore teams = new KeptStore(TeamsTopology.STORE);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Objects.requireNonNull(Recording.class.getResourceAsStream(name), name)),
                StandardCharsets.UTF_8))) {
            lines.lines().map(line -> line.split(" ", -1)).forEach(words -> {
                KeptStore store = words[0].equals(LedgerTopology.STORE) ? ledger : teams;
                store.keep(HEX.parseHex(words[1]), HEX.parseHex(words[2]));
            });
        }
        return new TwoStages.Stores(ledger, teams);
    }
}
