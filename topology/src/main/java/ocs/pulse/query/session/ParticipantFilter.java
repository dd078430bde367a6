package ocs.pulse.query.session;

import java.util.Set;
import ocs.pulse.change.Row;
import ocs.pulse.query.CodePoints;
import ocs.pulse.view.TeamView;
import org.jspecify.annotations.Nullable;

/** The participant's identifier; a session without a participant meets only "does not contain". */
record ParticipantFilter(Comparison comparison, Set<String> values) implements SessionFilter {

    /** All but the first and the last ignore case. */
    enum Comparison {
        EQUALS("equals"),
        CONTAINS("contains"),
        DOES_NOT_CONTAIN("does not contain"),
        STARTS_WITH("starts with"),
        ENDS_WITH("ends with"),
        ANY_OF("any of");

        private final String label;

        Comparison(String label) {
            this.label = label;
        }

        /** The operator as a request writes it. */
        String label() {
            return label;
        }

        boolean ignoresCase() {
            return this != EQUALS && this != ANY_OF;
        }
    }

    static ParticipantFilter of(Comparison comparison, Set<String> values) {
        return new ParticipantFilter(
                comparison,
                comparison.ignoresCase()
                        ? Set.of(CodePoints.upper(values.iterator().next()))
                        : values);
    }

    @Override
    public Bound bind(TeamView view) {
        String value = values.iterator().next();
        return new ParticipantMemo(view, participant -> admits(participant, value));
    }

    private boolean admits(Row.@Nullable Participant participant, String value) {
        if (participant == null) {
            return comparison == Comparison.DOES_NOT_CONTAIN;
        }
        String identifier = participant.identifier();
        return switch (comparison) {
            case EQUALS, ANY_OF -> values.contains(identifier);
            case CONTAINS -> CodePoints.upperContains(identifier, value);
            case DOES_NOT_CONTAIN -> !CodePoints.upperContains(identifier, value);
            case STARTS_WITH -> CodePoints.upperStartsWith(identifier, value);
            case ENDS_WITH -> CodePoints.upperEndsWith(identifier, value);
        };
    }

    @Override
    public int cost() {
        return 4;
    }
}
