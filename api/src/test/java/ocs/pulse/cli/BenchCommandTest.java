package ocs.pulse.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import ocs.pulse.run.Ending;
import ocs.pulse.settings.ProgramProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The words go to the jar as they are, and its exit status comes back. */
class BenchCommandTest {
    /** Of the program that stands for the benchmark. */
    private static final int STATUS = 42;

    @TempDir
    private Path directory;

    /** Stands for the benchmark: writes down its words. */
    public static final class Recorder {
        private Recorder() {}

        public static void main(String[] words) throws IOException {
            Files.write(Path.of(words[1]), java.util.List.of(words), StandardCharsets.UTF_8);
            System.exit(STATUS);
        }
    }

    @Test
    void shouldHandItsWordsToTheBenchmarkWhereTheBuildLeavesIt() throws Exception {
        Path home = Files.createDirectories(directory.resolve("api/target"));
        jar(Files.createDirectories(directory.resolve("api/bench/target")).resolve("pulse-bench.jar"));
        Path words = directory.resolve("words");

        int status = run(home, "--directory", words.toString(), "--quick", "--help");

        assertThat(status).isEqualTo(STATUS);
        assertThat(words).hasContent("--directory\n" + words + "\n--quick\n--help");
    }

    @Test
    void shouldSayHowToBuildItWhereItIsMissing() {
        assertThatExceptionOfType(ProgramProblem.class)
                .isThrownBy(() -> run(directory, "--quick"))
                .withMessageContaining("pulse-bench.jar in " + directory)
                .withMessageContaining("mvn -DskipTests package");
    }

    private static int run(Path home, String... words) throws InterruptedException {
        BenchCommand bench = new BenchCommand(home);
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        Console console = new Console(InputStream.nullInputStream(), nowhere, nowhere, Map.of(), new Ending());
        return bench.run(new CommandLine(bench.spec()).parseArgs(words), console);
    }

    private static void jar(Path file) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Recorder.class.getName());
        String entry = Recorder.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest);
                InputStream bytes = Recorder.class.getResourceAsStream("/" + entry)) {
            jar.putNextEntry(new JarEntry(entry));
            bytes.transferTo(jar);
        }
    }
}
