package ocs.pulse.query.dashboard;

import java.util.Arrays;
import ocs.pulse.view.TeamView;

/**
 * What happened in one conversation in the window, period by period. One object stands for one conversation after
 * another: it is valid only while a panel is handed it.
 */
final class Activity {
    final TeamView view;
    private final Periods periods;

    int conversation;
    boolean hasSession;
    /** The messages in the window: ordinals {@code from} until {@code to}; at least one. */
    int from;

    int to;
    int humans;
    int ais;
    /** The time of the last human message, {@link TeamView#NEVER} where there is none. */
    long lastHuman;

    /** How many periods the messages lie in; the arrays below hold that many values. */
    int runs;

    int[] period = new int[16];
    int[] runHumans = new int[16];
    int[] runAis = new int[16];

    Activity(TeamView view, Periods periods) {
        this.view = view;
        this.periods = periods;
    }

    int turns() {
        return humans + ais;
    }

    /** Whether the conversation has a session (a counted one then) with a turn in the window. */
    boolean isActiveSession() {
        return hasSession && humans + ais > 0;
    }

    /** Looks at a conversation; false where no message of it lies in the window. */
    boolean moveTo(int next, Window window) {
        int start = view.messageStart(next);
        int end = view.messageEnd(next);
        if (start == end || view.messageTime(start) >= window.end() || view.messageTime(end - 1) < window.start()) {
            return false;
        }
        from = view.messageTime(start) >= window.start() ? start : firstAt(start, end, window.start());
        to = view.messageTime(end - 1) < window.end() ? end : firstAt(from, end, window.end());
        if (from == to) {
            return false;
        }
        conversation = next;
        hasSession = view.hasSession(next);
        count();
        return true;
    }

    /** The messages are in the order of time, so each period's are neighbours. */
    private void count() {
        humans = 0;
        ais = 0;
        lastHuman = TeamView.NEVER;
        runs = 0;
        int message = from;
        while (message < to) {
            int slot = periods.of(view.messageTime(message));
            message = countRun(slot, message, periods.end());
        }
    }

    /** Counts the messages before {@code until}; the ordinal of the first one after them. */
    private int countRun(int slot, int first, long until) {
        int human = 0;
        int ai = 0;
        int last = -1;
        int message = first;
        do {
            int type = view.messageType(message);
            if (type == TeamView.HUMAN) {
                human++;
                last = message;
            } else if (type == TeamView.AI) {
                ai++;
            }
            message++;
        } while (message < to && view.messageTime(message) < until);
        if (last >= 0) {
            lastHuman = view.messageTime(last);
        }
        humans += human;
        ais += ai;
        addRun(slot, human, ai);
        return message;
    }

    private void addRun(int slot, int human, int ai) {
        if (runs > 0 && period[runs - 1] == slot) {
            runHumans[runs - 1] += human;
            runAis[runs - 1] += ai;
            return;
        }
        if (runs == period.length) {
            period = Arrays.copyOf(period, 2 * runs);
            runHumans = Arrays.copyOf(runHumans, 2 * runs);
            runAis = Arrays.copyOf(runAis, 2 * runs);
        }
        period[runs] = slot;
        runHumans[runs] = human;
        runAis[runs] = ai;
        runs++;
    }

    private int firstAt(int low, int high, long time) {
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (view.messageTime(middle) < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
