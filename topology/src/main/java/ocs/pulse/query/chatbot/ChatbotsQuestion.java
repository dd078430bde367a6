package ocs.pulse.query.chatbot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import ocs.pulse.change.Row;
import ocs.pulse.query.Now;
import ocs.pulse.query.Parameters;
import ocs.pulse.query.table.Page;
import ocs.pulse.query.table.PageRequest;
import ocs.pulse.query.table.Sort;
import ocs.pulse.view.SharedTables;
import org.jspecify.annotations.Nullable;

/**
 * The team's chatbots: working experiments with a pipeline, the newest activity first, never active last.
 *
 * @param search narrows to names and descriptions that are similar; null for all
 * @param archived archived ones as well
 * @param hours what the rows' trends are about
 */
public record ChatbotsQuestion(@Nullable String search, boolean archived, TrendHours hours, PageRequest page) {
    /** Similarity of name plus similarity of description has to be above this. */
    private static final double SIMILAR = 0.1;

    public static ChatbotsQuestion parse(Parameters parameters, Instant now) {
        Set<String> known = new HashSet<>(PageRequest.PARAMETERS);
        known.addAll(Set.of("search", "show_archived", Now.PARAMETER));
        parameters.only(known);
        return new ChatbotsQuestion(
                parameters.one("search").filter(text -> !text.isEmpty()).orElse(null),
                parameters.flag("show_archived", false),
                TrendHours.until(Now.of(parameters, now)),
                PageRequest.parse(parameters, "chatbots", ChatbotRows.SORTABLE, Sort.descending("last_activity")));
    }

    public Page<ChatbotRow> answer(long teamId, SharedTables shared, ChatbotFigures figures) {
        return page.of(teamId, rows(teamId, shared, figures));
    }

    /** Every row of every page, in order. */
    public void forEach(long teamId, SharedTables shared, ChatbotFigures figures, Consumer<ChatbotRow> consumer) {
        page.forEach(rows(teamId, shared, figures), consumer);
    }

    private ChatbotRows rows(long teamId, SharedTables shared, ChatbotFigures figures) {
        return new ChatbotRows(shared, figures, hours, chatbots(teamId, shared));
    }

    private List<Row.Experiment> chatbots(long teamId, SharedTables shared) {
        Trigrams wanted = search == null ? null : Trigrams.of(search);
        List<Row.Experiment> chatbots = new ArrayList<>();
        for (Row.Experiment experiment : shared.experiments()) {
            if (experiment.teamId() == teamId && isListed(experiment) && isSimilar(experiment, wanted)) {
                chatbots.add(experiment);
            }
        }
        return chatbots;
    }

    private boolean isListed(Row.Experiment experiment) {
        return experiment.isWorking() && experiment.pipelineId() != null && (archived || !experiment.archived());
    }

    private static boolean isSimilar(Row.Experiment experiment, @Nullable Trigrams wanted) {
        if (wanted == null) {
            return true;
        }
        String description = experiment.description();
        float name = wanted.similarity(Trigrams.of(experiment.name()));
        float described = description == null ? 0 : wanted.similarity(Trigrams.of(description));
        return name + described > SIMILAR;
    }
}
