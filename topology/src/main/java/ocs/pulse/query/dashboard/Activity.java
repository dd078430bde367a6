package ocs.pulse.query.dashboard;

import java.util.Arrays;
import ocs.pulse.view.TeamView;

/**
 * What happened in some conversations in the window, period by period, column by column: entries 0 until {@code size}, and
 * of all of them together the runs 0 until {@code runs}. One object stands for some conversations after others: it is valid
 * only while a panel is handed it.
 *
 * <p>Most conversations lie wholly in the window and in one period. Of those the view has the sums ready; only the others'
 * messages are looked at.
 */
final class Activity {
    /** So many conversations at a time: enough to make a panel's turn worth it, few enough to stay in a core's cache. */
    static final int MOST = 1024;

    final TeamView view;
    private final Window window;
    private final Periods periods;

    int size;
    final int[] conversation = new int[MOST];
    /** Whether it has a session (a counted one then) with a turn in the window. */
    final boolean[] isActiveSession = new boolean[MOST];
    /** The ordinal of an active session's experiment. */
    final int[] experiment = new int[MOST];
    /** The ordinal of an active session's participant, -1 for none. */
    final int[] participant = new int[MOST];

    final long[] endedAt = new long[MOST];
    /** The messages in the window: ordinals {@code from} until {@code to}; at least one. */
    final int[] from = new int[MOST];

    final int[] to = new int[MOST];
    final int[] humans = new int[MOST];
    final int[] ais = new int[MOST];
    /** The time of the last human message; says nothing where there is none. */
    final long[] lastHuman = new long[MOST];

    /** How many times some conversation has messages in some period. */
    int runs;

    /** The entry of the conversation, by run. */
    int[] entry = new int[2 * MOST];

    int[] period = new int[2 * MOST];
    int[] runHumans = new int[2 * MOST];
    int[] runAis = new int[2 * MOST];

    Activity(TeamView view, Window window, Periods periods) {
        this.view = view;
        this.window = window;
        this.periods = periods;
    }

    void clear() {
        size = 0;
        runs = 0;
    }

    boolean isFull() {
        return size == MOST;
    }

    int turns(int at) {
        return humans[at] + ais[at];
    }

    /** Takes up the conversation, if some message of it lies in the window. */
    void add(int next) {
        int start = view.messageStart(next);
        int end = view.messageEnd(next);
        if (start == end) {
            return;
        }
        long first = view.firstMessage(next);
        long last = view.lastMessage(next);
        if (first >= window.end() || last < window.start()) {
            return;
        }
        if (first >= window.start() && last < window.end()) {
            addWhole(next, start, end, first, last);
            return;
        }
        int from = firstAt(start, end, window.start());
        int to = firstAt(from, end, window.end());
        if (from < to) {
            countMessages(next, from, to);
        }
    }

    private void addWhole(int next, int start, int end, long first, long last) {
        int slot = periods.of(first);
        if (last >= periods.end()) {
            countMessages(next, start, end);
            return;
        }
        int human = view.humans(next);
        int ai = view.ais(next);
        lastHuman[size] = view.lastHuman(next);
        addRun(slot, human, ai);
        addEntry(next, start, end, human, ai);
    }

    private void addEntry(int next, int first, int end, int human, int ai) {
        conversation[size] = next;
        from[size] = first;
        to[size] = end;
        humans[size] = human;
        ais[size] = ai;
        isActiveSession[size] = human + ai > 0 && view.hasSession(next);
        if (isActiveSession[size]) {
            experiment[size] = view.experimentOrdinal(next);
            participant[size] = view.participantOrdinal(next);
            endedAt[size] = view.endedAt(next);
        }
        size++;
    }

    /** The messages are in the order of time, so each period's are neighbours. */
    private void countMessages(int next, int first, int end) {
        int allHumans = 0;
        int allAis = 0;
        int message = first;
        while (message < end) {
            int slot = periods.of(view.messageTime(message));
            long until = periods.end();
            int human = 0;
            int ai = 0;
            do {
                int type = view.messageType(message);
                if (type == TeamView.HUMAN) {
                    human++;
                    lastHuman[size] = view.messageTime(message);
                } else if (type == TeamView.AI) {
                    ai++;
                }
                message++;
            } while (message < end && view.messageTime(message) < until);
            addRun(slot, human, ai);
            allHumans += human;
            allAis += ai;
        }
        addEntry(next, first, end, allHumans, allAis);
    }

    /** Of the conversation that is being taken up; a period that comes in two parts is one run. */
    private void addRun(int slot, int human, int ai) {
        if (runs > 0 && entry[runs - 1] == size && period[runs - 1] == slot) {
            runHumans[runs - 1] += human;
            runAis[runs - 1] += ai;
            return;
        }
        if (runs == period.length) {
            entry = Arrays.copyOf(entry, 2 * runs);
            period = Arrays.copyOf(period, 2 * runs);
            runHumans = Arrays.copyOf(runHumans, 2 * runs);
            runAis = Arrays.copyOf(runAis, 2 * runs);
        }
        entry[runs] = size;
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
