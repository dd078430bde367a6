package ocs.pulse.ledger;

import static ocs.pulse.ledger.SourceModel.CHAT_TYPE;
import static ocs.pulse.ledger.SourceModel.MESSAGE_TYPE;
import static ocs.pulse.ledger.SourceModel.OTHER_TYPE;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import ocs.pulse.change.Row;
import ocs.pulse.tables.SourceTable;
import org.jspecify.annotations.Nullable;

/** Rows with nothing in them but what says where they belong, and only the foreign keys that do. */
final class PlainRows implements SourceRows {

    @Override
    public List<Row> first(Random random) {
        return List.of(
                new Row.ContentType(CHAT_TYPE, "chat", "chat"),
                new Row.ContentType(MESSAGE_TYPE, "chat", "chatmessage"),
                new Row.ContentType(OTHER_TYPE, "files", "file"));
    }

    @Override
    public RowId any(Random random) {
        SourceTable[] tables = SourceTable.values();
        return of(random, tables[random.nextInt(tables.length)]);
    }

    @Override
    public RowId of(Random random, SourceTable table) {
        return new RowId(table, id(random));
    }

    private static long id(Random random) {
        return 30 + random.nextInt(4);
    }

    @Override
    public Row row(Random random, RowId id, Function<RowId, @Nullable Row> there) {
        long team = 1 + random.nextInt(2);
        long some = id(random);
        Long maybe = random.nextBoolean() ? id(random) : null;
        String word = "word" + random.nextInt(3);
        return switch (id.table()) {
            case CONTENT_TYPE -> new Row.ContentType(id.id(), "chat", "chat");
            case TEAM -> new Row.Team(id.id(), word, word);
            case EXPERIMENT -> new Row.Experiment(id.id(), team, word, word, false, null, null);
            case PARTICIPANT -> new Row.Participant(id.id(), team, word, word, word, word);
            case CHANNEL -> new Row.Channel(id.id(), team, maybe, word, false, word);
            case TAG -> new Row.Tag(id.id(), team, word, "", false);
            case CHAT -> new Row.Chat(id.id(), team);
            case SESSION ->
                new Row.Session(id.id(), team, word, some, maybe, some, maybe, null, false, "active", 5, null);
            case MESSAGE -> new Row.Message(id.id(), some, "human", 5);
            case TAGGING -> new Row.Tagging(id.id(), team, some, 1 + random.nextInt(OTHER_TYPE), id(random));
            case TRACE ->
                new Row.Trace(
                        id.id(),
                        random.nextBoolean() ? team : null,
                        random.nextBoolean() ? some : null,
                        maybe,
                        5,
                        random.nextInt(3),
                        "success");
        };
    }

    @Override
    public List<RowId> needs(Row row) {
        if (row instanceof Row.Session it) {
            return List.of(new RowId(SourceTable.CHAT, it.chatId()));
        }
        if (row instanceof Row.Message it) {
            return List.of(new RowId(SourceTable.CHAT, it.chatId()));
        }
        if (row instanceof Row.Tagging it) {
            return List.of(new RowId(SourceTable.CONTENT_TYPE, it.contentTypeId()));
        }
        List<RowId> needs = new ArrayList<>();
        if (row instanceof Row.Trace it) {
            if (it.sessionId() != null) {
                needs.add(new RowId(SourceTable.SESSION, it.sessionId()));
            }
            if (it.experimentId() != null) {
                needs.add(new RowId(SourceTable.EXPERIMENT, it.experimentId()));
            }
        }
        return needs;
    }

    @Override
    public @Nullable Row without(Row row, Predicate<RowId> missing) {
        return null;
    }

    @Override
    public boolean clash(Row one, Row other) {
        return false;
    }

    @Override
    public List<SourceTable> truncatedWith(SourceTable table) {
        return switch (table) {
            case CONTENT_TYPE -> List.of(table, SourceTable.TAGGING);
            case CHAT -> List.of(table, SourceTable.SESSION, SourceTable.MESSAGE, SourceTable.TRACE);
            case SESSION, EXPERIMENT -> List.of(table, SourceTable.TRACE);
            case TEAM, PARTICIPANT, CHANNEL, TAG, MESSAGE, TAGGING, TRACE -> List.of(table);
        };
    }

    @Override
    public boolean isLeaf(SourceTable table) {
        return truncatedWith(table).size() == 1;
    }

    @Override
    public List<String> unchangedTexts(Row before, Row after) {
        return before instanceof Row.Experiment was
                        && after instanceof Row.Experiment is
                        && was.name().equals(is.name())
                ? List.of("name")
                : List.of();
    }
}
