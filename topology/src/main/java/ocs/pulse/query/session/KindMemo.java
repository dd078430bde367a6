package ocs.pulse.query.session;

import java.util.function.Predicate;
import ocs.pulse.view.SessionKind;
import ocs.pulse.view.TeamView;

/** What a test says of every kind of session, by the kind's number: asked once for thousands of sessions. */
final class KindMemo {
    private KindMemo() {}

    static boolean[] of(TeamView view, Predicate<SessionKind> test) {
        boolean[] verdicts = new boolean[view.sessionKindBound()];
        for (int number = 0; number < verdicts.length; number++) {
            verdicts[number] = test.test(view.kind(number));
        }
        return verdicts;
    }
}
