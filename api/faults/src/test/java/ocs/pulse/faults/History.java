package ocs.pulse.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import ocs.pulse.verify.Differences;
import ocs.pulse.verify.Question;

/**
 * What was true when: the exact answers after each transaction, as SQL gave them, with the position up to which the log then
 * was. Transactions are numbered as they begin; number 0 is the state before the first.
 */
final class History {
    // Guarded by this.
    private final List<State> states = new ArrayList<>();
    private int begun;

    /**
     * @param transaction its number; of one whose commit was cut short, this is the state whether it took effect or not
     * @param lsn everything up to the transaction was committed before this
     */
    record State(int transaction, long lsn, Map<Question, JsonNode> answers) {}

    /**
     * An answer that somebody got.
     *
     * @param lsn the position that it said it contains
     * @param begun transactions that had begun when it came
     */
    record Seen(String from, Question question, long lsn, int begun, JsonNode answer) {}

    synchronized int begin() {
        return ++begun;
    }

    synchronized int begun() {
        return begun;
    }

    synchronized void add(State state) {
        states.add(state);
    }

    /** Whether the state after everything that had begun by then is known. */
    synchronized boolean knows(Seen seen) {
        return !states.isEmpty() && states.get(states.size() - 1).transaction() >= seen.begun();
    }

    /** What is wrong with an answer, if anything: it must be exact for one state that contains the position it names. */
    synchronized Optional<String> wrong(Seen seen) {
        int first = 0;
        for (int i = 0; i < states.size(); i++) {
            if (Long.compareUnsigned(states.get(i).lsn(), seen.lsn()) <= 0) {
                first = i;
            }
        }
        List<String> differences = new ArrayList<>();
        for (State state : states.subList(first, states.size())) {
            if (state.transaction() > seen.begun()) {
                break;
            }
            JsonNode truth = state.answers().get(seen.question());
            Optional<String> difference =
                    truth == null ? Optional.of("never asked") : Differences.first(truth, seen.answer());
            if (difference.isEmpty()) {
                return Optional.empty();
            }
            differences.add("after " + state.transaction() + ": " + difference.get());
        }
        return Optional.of(seen.from() + " at " + Long.toHexString(seen.lsn()) + ": "
                + differences.stream().limit(5).collect(Collectors.joining("; ")));
    }
}
