package ocs.pulse.query.chatbot;

import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import ocs.pulse.change.PgTime;
import ocs.pulse.change.Row;
import ocs.pulse.query.table.Rows;
import ocs.pulse.query.table.SortKey;
import ocs.pulse.view.SharedTables;
import ocs.pulse.view.TeamView;

/** Chatbots of one team, by their place in a list. */
final class ChatbotRows implements Rows<ChatbotRow> {
    static final Set<String> SORTABLE = Set.of(
            "id",
            "name",
            "description",
            "is_archived",
            "participant_count",
            "session_count",
            "interaction_count",
            "last_activity");

    private final Versions versions;
    private final ChatbotFigures figures;
    private final TrendHours hours;
    private final List<Row.Experiment> chatbots;
    private final List<ChatbotTotals> totals;

    ChatbotRows(SharedTables shared, ChatbotFigures figures, TrendHours hours, List<Row.Experiment> chatbots) {
        this.versions = new Versions(shared);
        this.figures = figures;
        this.hours = hours;
        this.chatbots = chatbots;
        this.totals =
                chatbots.stream().map(chatbot -> figures.totals(chatbot.id())).toList();
    }

    @Override
    public BitSet matching() {
        BitSet all = new BitSet();
        all.set(0, chatbots.size());
        return all;
    }

    @Override
    public long id(int ordinal) {
        return chatbots.get(ordinal).id();
    }

    @Override
    public SortKey key(String column) {
        return switch (column) {
            case "id" -> new SortKey.Numbers(this::id, TeamView.NONE);
            case "name" -> new SortKey.Texts(ordinal -> chatbots.get(ordinal).name());
            case "description" ->
                new SortKey.Texts(ordinal -> chatbots.get(ordinal).description());
            case "is_archived" ->
                new SortKey.Numbers(ordinal -> chatbots.get(ordinal).archived() ? 1 : 0, TeamView.NONE);
            case "participant_count" -> total(count -> count.participants());
            case "session_count" -> total(count -> count.sessions());
            case "interaction_count" -> total(count -> count.interactions());
            case "last_activity" -> total(ChatbotTotals::lastActivity);
            default -> throw new IllegalArgumentException("No column " + column);
        };
    }

    private SortKey total(ToLongFunction<ChatbotTotals> column) {
        return new SortKey.Numbers(ordinal -> column.applyAsLong(totals.get(ordinal)), TeamView.NEVER);
    }

    @Override
    public ChatbotRow row(int ordinal) {
        Row.Experiment chatbot = chatbots.get(ordinal);
        ChatbotTotals count = totals.get(ordinal);
        return new ChatbotRow(
                chatbot.id(),
                chatbot.name(),
                chatbot.description(),
                chatbot.archived(),
                count.participants(),
                count.sessions(),
                count.interactions(),
                count.lastActivity() == TeamView.NEVER ? null : PgTime.format(count.lastActivity()),
                hours.of(versions.family(chatbot.id()), figures));
    }
}
