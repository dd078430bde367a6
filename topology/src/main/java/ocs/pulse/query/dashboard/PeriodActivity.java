package ocs.pulse.query.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import ocs.pulse.view.TeamView;

/**
 * Three panels over time. Periods with nothing to count are absent.
 *
 * <ul>
 *   <li>active-participants: each period with a human message, with its distinct authors (0 where no author is known).
 *   <li>session-analytics: each period with a turn, with the distinct sessions that had one, and the authors as above.
 *   <li>message-volume: each period with a message of any type: human, ai, and the two together.
 * </ul>
 */
final class PeriodActivity implements Counter<PeriodActivity> {
    private final TeamView view;
    private final Periods periods;
    private final Tally humans = new Tally();
    private final Tally ais = new Tally();
    private final Tally sessions = new Tally();
    private final DistinctPairs authors = new DistinctPairs();
    private int[] authorCounts = new int[0];

    public record Authors(String date, int activeParticipants) {}

    public record Sessions(String date, int activeSessions) {}

    public record SessionAnalytics(List<Sessions> sessions, List<Authors> participants) {}

    public record Count(String date, int count) {}

    public record Total(String date, int humanMessages, int aiMessages, int totalMessages) {}

    public record MessageVolume(List<Count> humanMessages, List<Count> aiMessages, List<Total> totals) {}

    PeriodActivity(TeamView view, Periods periods) {
        this.view = view;
        this.periods = periods;
    }

    @Override
    public void add(Activity activity) {
        for (int run = 0; run < activity.runs; run++) {
            int period = activity.period[run];
            int human = activity.runHumans[run];
            int ai = activity.runAis[run];
            humans.add(period, human);
            ais.add(period, ai);
            if (human + ai == 0 || !activity.isActiveSession[activity.entry[run]]) {
                continue;
            }
            sessions.add(period, 1);
            int participant = activity.participant[activity.entry[run]];
            if (human > 0 && participant >= 0) {
                authors.add(period, participant);
            }
        }
    }

    @Override
    public void add(PeriodActivity other) {
        int[] numbers = periods.numbersOf(other.periods);
        for (int period = 0; period < numbers.length; period++) {
            humans.add(numbers[period], other.humans.get(period));
            ais.add(numbers[period], other.ais.get(period));
            sessions.add(numbers[period], other.sessions.get(period));
        }
        authors.addAll(other.authors, numbers);
    }

    @Override
    public void end() {
        authorCounts = authors.counts(periods.bound(), view.participantBound());
    }

    List<Authors> activeParticipants() {
        return each(period -> humans.get(period) > 0, this::authorsOf);
    }

    SessionAnalytics sessionAnalytics() {
        IntPredicate hasTurn = period -> humans.get(period) + ais.get(period) > 0;
        return new SessionAnalytics(
                each(hasTurn, period -> new Sessions(periods.label(period), sessions.get(period))),
                each(hasTurn, this::authorsOf));
    }

    MessageVolume messageVolume() {
        return volume(periods, humans, ais);
    }

    /** Of every period that is numbered. */
    static MessageVolume volume(Periods periods, Tally humans, Tally ais) {
        List<Count> byHumans = new ArrayList<>();
        List<Count> byAis = new ArrayList<>();
        List<Total> totals = new ArrayList<>();
        for (int period : periods.inOrder()) {
            String label = periods.label(period);
            int human = humans.get(period);
            int ai = ais.get(period);
            byHumans.add(new Count(label, human));
            byAis.add(new Count(label, ai));
            totals.add(new Total(label, human, ai, human + ai));
        }
        return new MessageVolume(byHumans, byAis, totals);
    }

    private Authors authorsOf(int period) {
        return new Authors(periods.label(period), authorCounts[period]);
    }

    private <R> List<R> each(IntPredicate wanted, IntFunction<R> row) {
        List<R> rows = new ArrayList<>();
        for (int period : periods.inOrder()) {
            if (wanted.test(period)) {
                rows.add(row.apply(period));
            }
        }
        return rows;
    }
}
