package ocs.pulse.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;
import ocs.pulse.run.Ending;

/**
 * What a command has around it.
 *
 * @param variables the whole environment
 * @param ending asked for by signals
 */
record Console(InputStream in, PrintStream out, PrintStream err, Map<String, String> variables, Ending ending) {
    Console {
        variables = Map.copyOf(variables);
    }
}
