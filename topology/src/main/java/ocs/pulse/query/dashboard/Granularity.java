package ocs.pulse.query.dashboard;

import java.util.Locale;
import java.util.Optional;
import ocs.pulse.query.BadParameter;
import ocs.pulse.query.Parameters;

/** How long the periods of a time series are; weeks begin on Monday. */
public enum Granularity {
    HOURLY,
    DAILY,
    WEEKLY,
    MONTHLY;

    static final String NAME = "granularity";

    static Granularity of(Parameters parameters) {
        Optional<String> given = parameters.one(NAME);
        if (given.isEmpty()) {
            return DAILY;
        }
        for (Granularity granularity : values()) {
            if (granularity.name().toLowerCase(Locale.ROOT).equals(given.get())) {
                return granularity;
            }
        }
        throw new BadParameter(NAME, "Takes hourly, daily, weekly or monthly, not '" + given.get() + "'");
    }
}
