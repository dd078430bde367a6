package ocs.pulse.query.session;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import ocs.pulse.query.Now;
import ocs.pulse.query.Parameters;
import ocs.pulse.query.table.Page;
import ocs.pulse.query.table.PageRequest;
import ocs.pulse.query.table.Sort;
import ocs.pulse.view.TeamView;

/**
 * The sessions that a dataset can be chosen from: those that meet the filters and have one message that meets the
 * filters on messages by itself. By the experiment's name, then by id.
 */
public record DatasetSessionsQuestion(SessionFilters filters, PageRequest page) {

    public static DatasetSessionsQuestion parse(Parameters parameters, Instant now) {
        Set<String> known = new HashSet<>(PageRequest.PARAMETERS);
        known.add(Now.PARAMETER);
        SessionFilters.others(parameters).only(known);
        return new DatasetSessionsQuestion(
                SessionFilters.parse(parameters, Now.of(parameters, now)),
                PageRequest.parse(
                        parameters, "datasets/sessions", SessionRows.SORTABLE, Sort.ascending("experiment_name")));
    }

    public Page<SessionRow> answer(TeamView view) {
        return page.of(view.teamId(), rows(view));
    }

    /** Every row of every page, in order. */
    public void forEach(TeamView view, Consumer<SessionRow> consumer) {
        page.forEach(rows(view), consumer);
    }

    private SessionRows rows(TeamView view) {
        return new SessionRows(view, filters.sessionsWithMessage(view));
    }
}
