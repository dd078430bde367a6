package ocs.pulse.team;

import java.util.HashSet;
import java.util.Set;
import ocs.pulse.view.SharedTables;

/**
 * What a team was like between two records: what a view reflects once it has taken everything in, and what an answer says
 * it reflects.
 *
 * @param lastChange offset of the newest change that concerns the team
 * @param version as in {@link Answer}
 * @param partial only a part of some transaction was in
 */
record TeamState(TeamPosition position, SharedTables shared, long lastChange, String version, boolean partial) {

    <A> Answer<A> answer(A value) {
        Set<String> incomplete = new HashSet<>();
        if (partial) {
            incomplete.add(Answer.TRANSACTION);
        }
        if (position.snapshotOpen()) {
            incomplete.add(Answer.SNAPSHOT);
        }
        if (!position.degraded().isNone()) {
            incomplete.add(Answer.TABLE);
        }
        return new Answer<>(
                value, position.watermarkLsn(), position.watermarkAt(), position.asOf(), incomplete, version);
    }
}
