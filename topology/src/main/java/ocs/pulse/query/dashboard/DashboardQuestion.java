package ocs.pulse.query.dashboard;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Set;
import ocs.pulse.query.Now;
import ocs.pulse.query.Parameters;

/**
 * One question to the dashboard, resolved: it gives the same answer to the same version of a team whenever it is asked.
 * Two requests for the same thing are equal.
 *
 * @param zone in which days, weeks and months begin
 * @param bots the page of the bot-performance panel
 * @param limit the number of participants in the user-engagement panel
 */
public record DashboardQuestion(
        Window window, Granularity granularity, ZoneId zone, DashboardFilter filter, BotOrder bots, int limit) {
    private static final String LIMIT = "limit";
    private static final int MOST_PARTICIPANTS = 10_000;

    /** The question to one panel; anything that the panel does not know is an error. */
    public static DashboardQuestion parse(DashboardPanel panel, Parameters parameters, Instant present) {
        Set<String> known = common();
        if (panel == DashboardPanel.BOT_PERFORMANCE) {
            known.addAll(BotOrder.NAMES);
        }
        if (panel == DashboardPanel.USER_ENGAGEMENT) {
            known.add(LIMIT);
        }
        parameters.only(known);
        return read(parameters, present);
    }

    /** The question to all panels, with the parameters of each. */
    public static DashboardQuestion parseAll(Parameters parameters, Instant present) {
        Set<String> known = common();
        known.addAll(BotOrder.NAMES);
        known.add(LIMIT);
        parameters.only(known);
        return read(parameters, present);
    }

    /** Where one series of periods begins to be numbered. */
    Periods periods() {
        return new Periods(granularity, zone);
    }

    private static Set<String> common() {
        Set<String> known = new HashSet<>(WindowParameters.NAMES);
        known.addAll(DashboardFilter.NAMES);
        known.add(Granularity.NAME);
        known.add(Now.PARAMETER);
        return known;
    }

    private static DashboardQuestion read(Parameters parameters, Instant present) {
        ZoneId zone = WindowParameters.zone(parameters);
        return new DashboardQuestion(
                WindowParameters.window(parameters, zone, Now.of(parameters, present)),
                Granularity.of(parameters),
                zone,
                DashboardFilter.of(parameters),
                BotOrder.of(parameters),
                parameters.number(LIMIT, 1, MOST_PARTICIPANTS).orElse(10));
    }
}
