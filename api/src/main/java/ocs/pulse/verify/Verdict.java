package ocs.pulse.verify;

import java.util.List;

/**
 * What came of one question.
 *
 * @param agreed figures that are as SQL says
 * @param differences figures that stood still and yet are not
 * @param undecided figures that never stood still long enough to compare
 */
public record Verdict(
        String team, Question question, int agreed, List<Difference> differences, List<String> undecided) {

    /**
     * One figure that is wrong.
     *
     * @param figure its name, with the ids of the rows it stands in
     * @param truth what SQL says, {@code absent} where there is no such figure
     * @param answer what ocs-pulse says
     */
    public record Difference(String figure, String truth, String answer) {
        @Override
        public String toString() {
            return figure + ": SQL says " + truth + ", the answer " + answer;
        }
    }
}
