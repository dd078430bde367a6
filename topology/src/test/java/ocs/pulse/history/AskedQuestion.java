package ocs.pulse.history;

import ocs.pulse.team.Answer;
import ocs.pulse.team.Teams;

/** A question with both ways to its answer. */
interface AskedQuestion {

    /** Asks the stages. */
    Answer<Object> ask(Teams teams, long team);

    /** Works it out from the rows. */
    Object expected(Rows rows, long team);
}
