package ocs.pulse.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.Main;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** The inner loops under JMH, with the options of JMH. */
@Command(
        name = "loops",
        description = "The inner loops under JMH: a pattern of their names, and the options of JMH (-h tells them).")
final class Loops implements Callable<Integer> {
    @Unmatched
    private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        Main.main(arguments.toArray(String[]::new));
        return 0;
    }
}
