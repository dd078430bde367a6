package ocs.pulse.auth;

import java.time.Instant;
import java.util.Set;

/**
 * Somebody who may ask.
 *
 * @param name for logs and limits; never a token
 * @param teams slugs, or only {@link #EVERY_TEAM}
 * @param until when what proves it ends; {@link Instant#MAX} for never
 */
public record Caller(String name, Set<String> teams, Set<Right> rights, Instant until) {
    public static final String EVERY_TEAM = "*";

    public Caller {
        teams = Set.copyOf(teams);
        rights = Set.copyOf(rights);
    }

    /** With every right, for ever. */
    public Caller(String name, Set<String> teams) {
        this(name, teams, Right.ALL, Instant.MAX);
    }

    public static Caller ofEveryTeam(String name) {
        return new Caller(name, Set.of(EVERY_TEAM));
    }

    public boolean mayAskAbout(String team) {
        return teams.contains(EVERY_TEAM) || teams.contains(team);
    }

    public boolean may(Right right) {
        return rights.contains(right);
    }
}
