package ocs.pulse.auth;

import java.util.Set;

/**
 * Somebody who may ask.
 *
 * @param name for logs; never a token
 * @param teams slugs, or only {@link #EVERY_TEAM}
 */
public record Caller(String name, Set<String> teams) {
    public static final String EVERY_TEAM = "*";

    public Caller {
        teams = Set.copyOf(teams);
    }

    public static Caller ofEveryTeam(String name) {
        return new Caller(name, Set.of(EVERY_TEAM));
    }

    public boolean mayAskAbout(String team) {
        return teams.contains(EVERY_TEAM) || teams.contains(team);
    }
}
