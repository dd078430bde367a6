package ocs.pulse.query.session;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import ocs.pulse.query.Now;
import ocs.pulse.query.Parameters;
import ocs.pulse.view.TeamView;

/** The external ids of every session of {@link DatasetSessionsQuestion}, by session id. */
public record SessionKeysQuestion(SessionFilters filters) {

    public static SessionKeysQuestion parse(Parameters parameters, Instant now) {
        SessionFilters.others(parameters).only(Set.of(Now.PARAMETER));
        return new SessionKeysQuestion(SessionFilters.parse(parameters, Now.of(parameters, now)));
    }

    public List<String> answer(TeamView view) {
        record Key(long id, String externalId) {}
        return filters.sessionsWithMessage(view).stream()
                .mapToObj(session -> new Key(view.sessionId(session), view.externalId(session)))
                .sorted(Comparator.comparingLong(Key::id))
                .map(Key::externalId)
                .toList();
    }
}
