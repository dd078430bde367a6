package ocs.pulse.query.session;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import ocs.pulse.query.BadParameter;
import ocs.pulse.query.Now;
import ocs.pulse.query.Parameters;
import ocs.pulse.query.table.Page;
import ocs.pulse.query.table.PageRequest;
import ocs.pulse.query.table.Sort;
import ocs.pulse.view.TeamView;
import org.jspecify.annotations.Nullable;

/**
 * All sessions of the team, or of one chatbot: the newest first, ties by id.
 *
 * @param chatbot sessions that point at exactly this experiment, not at a version of it
 */
public record SessionsQuestion(
        SessionFilters filters, @Nullable Long chatbot, PageRequest page) {
    private static final String CHATBOT = "chatbot";

    public static SessionsQuestion parse(Parameters parameters, Instant now) {
        Parameters others = SessionFilters.others(parameters);
        Set<String> known = new HashSet<>(PageRequest.PARAMETERS);
        known.add(CHATBOT);
        known.add(Now.PARAMETER);
        others.only(known);
        return new SessionsQuestion(
                SessionFilters.parse(parameters, Now.of(parameters, now)),
                chatbot(parameters),
                PageRequest.parse(parameters, "sessions", SessionRows.SORTABLE, Sort.descending("created_at")));
    }

    public Page<SessionRow> answer(TeamView view) {
        return page.of(view.teamId(), rows(view));
    }

    /** Every row of every page, in order. */
    public void forEach(TeamView view, Consumer<SessionRow> consumer) {
        page.forEach(rows(view), consumer);
    }

    private SessionRows rows(TeamView view) {
        SessionFilters all = chatbot == null ? filters : filters.and(new ChatbotFilter(chatbot));
        return new SessionRows(view, all.sessions(view));
    }

    private static @Nullable Long chatbot(Parameters parameters) {
        String text = parameters.one(CHATBOT).orElse(null);
        if (text == null) {
            return null;
        }
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException notAnId) {
            throw new BadParameter(CHATBOT, "Takes the id of a chatbot, not '" + text + "'");
        }
    }
}
