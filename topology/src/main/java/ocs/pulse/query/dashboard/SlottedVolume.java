package ocs.pulse.query.dashboard;

import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import ocs.pulse.change.PgTime;

/**
 * The message-volume panel from slots that are kept ready, which costs by the time asked about and not by the messages in
 * it. It is the view's answer to the message, where slots can tell: no filter asks about conversations, and neither the
 * window nor a period begins within a slot. (Some offsets of former times are no multiple of 15 minutes.)
 */
public final class SlottedVolume {
    private static final long SLOT_SECONDS = MessageFigures.SLOT_MICROS / PgTime.MICROS_PER_SECOND;

    /** More changes of a zone's offset than this are not looked at: some two hundred years of them. */
    private static final int MOST_TRANSITIONS = 400;

    private SlottedVolume() {}

    /** Whether slots can tell. */
    public static boolean answers(DashboardQuestion question) {
        Window window = question.window();
        return question.filter().isNone()
                && isEdge(window.start())
                && isEdge(window.end())
                && window.start() < window.end()
                && hasEvenOffsets(question.zone().getRules(), window);
    }

    public static PeriodActivity.MessageVolume answer(DashboardQuestion question, MessageFigures figures) {
        Periods periods = question.periods();
        Tally humans = new Tally();
        Tally ais = new Tally();
        figures.activity(question.window().start(), question.window().end(), (start, human, ai, other) -> {
            int period = periods.of(start);
            humans.add(period, Math.toIntExact(human));
            ais.add(period, Math.toIntExact(ai));
        });
        return PeriodActivity.volume(periods, humans, ais);
    }

    private static boolean isEdge(long time) {
        return Math.floorMod(time, MessageFigures.SLOT_MICROS) == 0;
    }

    private static boolean hasEvenOffsets(ZoneRules rules, Window window) {
        long end = PgTime.toInstant(window.end()).getEpochSecond();
        ZoneOffsetTransition next = rules.nextTransition(PgTime.toInstant(window.start()));
        if (!isEven(rules.getOffset(PgTime.toInstant(window.start())))) {
            return false;
        }
        for (int seen = 0; next != null && next.toEpochSecond() < end; seen++) {
            boolean even = Math.floorMod(next.toEpochSecond(), SLOT_SECONDS) == 0 && isEven(next.getOffsetAfter());
            if (!even || seen == MOST_TRANSITIONS) {
                return false;
            }
            next = rules.nextTransition(next.getInstant());
        }
        return true;
    }

    private static boolean isEven(ZoneOffset offset) {
        return offset.getTotalSeconds() % SLOT_SECONDS == 0;
    }
}
