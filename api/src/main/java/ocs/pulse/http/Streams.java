package ocs.pulse.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import ocs.pulse.live.Feeds;
import ocs.pulse.live.Places;

/** The event streams that are open, and how many may be. */
public final class Streams implements AutoCloseable {
    private final Feeds feeds;
    private final Places callers;
    private final Places teams;

    /**
     * @param heartbeat how often each is sent at least a comment
     * @param callerLimit how many one caller may have
     * @param teamLimit how many may be open about one team
     */
    public Streams(Duration heartbeat, int callerLimit, int teamLimit) {
        this.feeds = new Feeds(heartbeat);
        this.callers = new Places(callerLimit);
        this.teams = new Places(teamLimit);
    }

    Feeds feeds() {
        return feeds;
    }

    /** Throws a {@link Refusal} where there is no place left; what is returned gives the place back. */
    Runnable enter(String caller, long team) {
        if (!callers.take(caller)) {
            throw Refusal.tooManyStreams("this caller");
        }
        if (!teams.take(team)) {
            callers.giveBack(caller);
            throw Refusal.tooManyStreams("this team");
        }
        return () -> {
            callers.giveBack(caller);
            teams.giveBack(team);
        };
    }

    /** What Prometheus is told about them. */
    public void register(MeterRegistry registry) {
        Gauge.builder("pulse.streams.open", teams, Places::taken).register(registry);
        Gauge.builder("pulse.streams.answers", feeds, Feeds::size).register(registry);
    }

    /** Ends all of them. */
    @Override
    public void close() {
        feeds.close();
    }
}
