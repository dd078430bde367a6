package ocs.pulse.ledger;

import static ocs.pulse.ledger.SourceModel.CHAT_TYPE;
import static ocs.pulse.ledger.SourceModel.MESSAGE_TYPE;
import static ocs.pulse.ledger.SourceModel.OTHER_TYPE;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import ocs.pulse.change.PgTime;
import ocs.pulse.change.Row;
import ocs.pulse.tables.SourceTable;
import org.jspecify.annotations.Nullable;

/** Rows of a small Open Chat Studio with all that questions look at: two teams that have nearly everything twice. */
final class OcsRows implements SourceRows {
    /** Around this time most things happen. */
    private static final long CENTRE = PgTime.parse("2025-10-20T00:00:00Z");

    private static final List<String> PLATFORMS = List.of("web", "telegram", "evaluations", "whatsapp", "api");
    private static final List<String> NAMES = List.of("alpha", "Beta bot", "\u03b2eta", "\uFFFD", "\uD83D\uDE42 2", "");
    private static final Map<SourceTable, Integer> IDS = Map.ofEntries(
            Map.entry(SourceTable.CONTENT_TYPE, 3),
            Map.entry(SourceTable.TEAM, 2),
            Map.entry(SourceTable.EXPERIMENT, 5),
            Map.entry(SourceTable.PARTICIPANT, 4),
            Map.entry(SourceTable.CHANNEL, 4),
            Map.entry(SourceTable.TAG, 6),
            Map.entry(SourceTable.CHAT, 6),
            Map.entry(SourceTable.SESSION, 6),
            Map.entry(SourceTable.MESSAGE, 24),
            Map.entry(SourceTable.TAGGING, 16),
            Map.entry(SourceTable.TRACE, 12));

    private final boolean sessionsHavePlatforms;

    OcsRows(boolean sessionsHavePlatforms) {
        this.sessionsHavePlatforms = sessionsHavePlatforms;
    }

    @Override
    public List<Row> first(Random random) {
        List<Row> rows = new ArrayList<>();
        for (SourceTable table : SourceTable.values()) {
            for (long id = 1; id <= count(table); id++) {
                if (table == SourceTable.CONTENT_TYPE || table == SourceTable.TEAM || random.nextInt(3) > 0) {
                    rows.add(row(random, new RowId(table, id), none -> null));
                }
            }
        }
        return rows;
    }

    /** Rows of a table are as likely as there are. */
    @Override
    public RowId any(Random random) {
        int at =
                random.nextInt(IDS.values().stream().mapToInt(Integer::intValue).sum());
        for (SourceTable table : SourceTable.values()) {
            if (at < count(table)) {
                return new RowId(table, at + 1);
            }
            at -= count(table);
        }
        throw new AssertionError("No table is left");
    }

    @Override
    public RowId of(Random random, SourceTable table) {
        return new RowId(table, some(random, table));
    }

    private static int count(SourceTable table) {
        return Objects.requireNonNull(IDS.get(table));
    }

    private static long some(Random random, SourceTable table) {
        return 1 + random.nextInt(count(table));
    }

    private static @Nullable Long maybe(Random random, SourceTable table) {
        return random.nextInt(4) == 0 ? null : (Long) some(random, table);
    }

    @Override
    public Row row(Random random, RowId id, Function<RowId, @Nullable Row> there) {
        long team = some(random, SourceTable.TEAM);
        String name = one(random, NAMES);
        return switch (id.table()) {
            case CONTENT_TYPE -> contentType(id.id());
            case TEAM -> new Row.Team(id.id(), name, "team-" + id.id());
            case EXPERIMENT ->
                new Row.Experiment(
                        id.id(),
                        team,
                        name,
                        random.nextInt(3) == 0 ? null : one(random, NAMES),
                        random.nextInt(5) == 0,
                        id.id() > 3 && random.nextBoolean() ? (Long) (1L + random.nextInt(3)) : null,
                        random.nextInt(5) == 0 ? null : (Long) 9L);
            case PARTICIPANT ->
                new Row.Participant(
                        id.id(),
                        team,
                        name,
                        one(random, List.of("user1", "USER1@x", "a%b_", "")),
                        one(random, PLATFORMS),
                        one(random, List.of("", "r1", "r2")));
            case CHANNEL ->
                new Row.Channel(
                        id.id(),
                        team,
                        maybe(random, SourceTable.EXPERIMENT),
                        one(random, PLATFORMS),
                        random.nextInt(4) == 0,
                        name);
            case TAG ->
                new Row.Tag(
                        id.id(),
                        team,
                        one(random, List.of("v1", "v2", "urgent", "\uD83D\uDE42")),
                        one(random, List.of("", "error", "experiment_version", "experiment_version", "own")),
                        random.nextBoolean());
            case CHAT -> new Row.Chat(id.id(), team);
            case SESSION -> session(random, id.id(), there);
            case MESSAGE ->
                new Row.Message(
                        id.id(),
                        some(random, SourceTable.CHAT),
                        one(random, List.of("human", "human", "ai", "ai", "system", "tool")),
                        time(random, true));
            case TAGGING ->
                new Row.Tagging(
                        id.id(),
                        team,
                        some(random, SourceTable.TAG),
                        random.nextInt(8) == 0 ? OTHER_TYPE : random.nextInt(3) == 0 ? CHAT_TYPE : MESSAGE_TYPE,
                        some(random, SourceTable.MESSAGE));
            case TRACE ->
                new Row.Trace(
                        id.id(),
                        random.nextInt(4) == 0 ? null : (Long) team,
                        maybe(random, SourceTable.EXPERIMENT),
                        maybe(random, SourceTable.SESSION),
                        time(random, random.nextBoolean()),
                        random.nextInt(9_000),
                        one(random, List.of("success", "success", "error", "pending")));
        };
    }

    private static Row contentType(long id) {
        return switch ((int) id) {
            case CHAT_TYPE -> new Row.ContentType(id, "chat", "chat");
            case MESSAGE_TYPE -> new Row.ContentType(id, "chat", "chatmessage");
            default -> new Row.ContentType(id, "files", "file");
        };
    }

    private Row session(Random random, long id, Function<RowId, @Nullable Row> there) {
        long chat = some(random, SourceTable.CHAT);
        Row owner = there.apply(new RowId(SourceTable.CHAT, chat));
        long team =
                owner instanceof Row.Chat it && random.nextInt(12) > 0 ? it.teamId() : some(random, SourceTable.TEAM);
        long created = time(random, false);
        return new Row.Session(
                id,
                team,
                "s" + id,
                some(random, SourceTable.EXPERIMENT),
                maybe(random, SourceTable.PARTICIPANT),
                chat,
                maybe(random, SourceTable.CHANNEL),
                sessionsHavePlatforms && random.nextInt(6) > 0 ? one(random, PLATFORMS) : null,
                !sessionsHavePlatforms,
                one(random, List.of("active", "active", "complete", "setup")),
                created,
                random.nextBoolean() ? null : (Long) (created + random.nextInt(100_000_000) - 20_000_000));
    }

    /** Mostly within some days, on a quarter of an hour, a microsecond before, or between; now and then far away. */
    private static long time(Random random, boolean infinite) {
        int what = random.nextInt(30);
        if (what == 0) {
            return PgTime.parse("0001-01-01T00:00:00Z");
        }
        if (what == 1) {
            return PgTime.parse("9999-12-31T23:59:59.999999Z");
        }
        if (what == 2 && infinite) {
            return PgTime.INFINITY;
        }
        long micros = random.nextInt(3) == 0 ? random.nextInt(900_000_000) : random.nextInt(2) - 1;
        return CENTRE + (random.nextInt(400) - 200) * 15 * PgTime.MICROS_PER_MINUTE + micros;
    }

    static Row.Session onChat(Row.Session it, long chat) {
        return new Row.Session(
                it.id(),
                it.teamId(),
                it.externalId(),
                it.experimentId(),
                it.participantId(),
                chat,
                it.channelId(),
                it.platform(),
                it.platformAbsent(),
                it.status(),
                it.createdAt(),
                it.endedAt());
    }

    @Override
    public List<RowId> needs(Row row) {
        List<RowId> needs = new ArrayList<>();
        if (row instanceof Row.Experiment it) {
            add(needs, SourceTable.TEAM, it.teamId());
            add(needs, SourceTable.EXPERIMENT, it.workingVersionId());
        } else if (row instanceof Row.Participant it) {
            add(needs, SourceTable.TEAM, it.teamId());
        } else if (row instanceof Row.Channel it) {
            add(needs, SourceTable.TEAM, it.teamId());
            add(needs, SourceTable.EXPERIMENT, it.experimentId());
        } else if (row instanceof Row.Tag it) {
            add(needs, SourceTable.TEAM, it.teamId());
        } else if (row instanceof Row.Chat it) {
            add(needs, SourceTable.TEAM, it.teamId());
        } else if (row instanceof Row.Session it) {
            add(needs, SourceTable.TEAM, it.teamId());
            add(needs, SourceTable.EXPERIMENT, it.experimentId());
            add(needs, SourceTable.PARTICIPANT, it.participantId());
            add(needs, SourceTable.CHAT, it.chatId());
            add(needs, SourceTable.CHANNEL, it.channelId());
        } else if (row instanceof Row.Message it) {
            add(needs, SourceTable.CHAT, it.chatId());
        } else if (row instanceof Row.Tagging it) {
            add(needs, SourceTable.TEAM, it.teamId());
            add(needs, SourceTable.TAG, it.tagId());
            add(needs, SourceTable.CONTENT_TYPE, it.contentTypeId());
        } else if (row instanceof Row.Trace it) {
            add(needs, SourceTable.TEAM, it.teamId());
            add(needs, SourceTable.EXPERIMENT, it.experimentId());
            add(needs, SourceTable.SESSION, it.sessionId());
        }
        return needs;
    }

    private static void add(List<RowId> needs, SourceTable table, @Nullable Long id) {
        if (id != null) {
            needs.add(new RowId(table, id));
        }
    }

    @Override
    public @Nullable Row without(Row row, Predicate<RowId> missing) {
        if (row instanceof Row.Channel it) {
            return new Row.Channel(it.id(), it.teamId(), null, it.platform(), it.deleted(), it.name());
        }
        if (row instanceof Row.Session it) {
            return new Row.Session(
                    it.id(),
                    it.teamId(),
                    it.externalId(),
                    it.experimentId(),
                    kept(SourceTable.PARTICIPANT, it.participantId(), missing),
                    it.chatId(),
                    kept(SourceTable.CHANNEL, it.channelId(), missing),
                    it.platform(),
                    it.platformAbsent(),
                    it.status(),
                    it.createdAt(),
                    it.endedAt());
        }
        if (row instanceof Row.Trace it) {
            return new Row.Trace(
                    it.id(),
                    kept(SourceTable.TEAM, it.teamId(), missing),
                    kept(SourceTable.EXPERIMENT, it.experimentId(), missing),
                    kept(SourceTable.SESSION, it.sessionId(), missing),
                    it.timestamp(),
                    it.durationMs(),
                    it.status());
        }
        return null;
    }

    private static @Nullable Long kept(SourceTable table, @Nullable Long id, Predicate<RowId> missing) {
        return id == null || missing.test(new RowId(table, id)) ? null : id;
    }

    @Override
    public boolean clash(Row one, Row other) {
        return one instanceof Row.Session it
                && other instanceof Row.Session that
                && it.id() != that.id()
                && it.chatId() == that.chatId();
    }

    @Override
    public List<SourceTable> truncatedWith(SourceTable table) {
        List<SourceTable> gone = new ArrayList<>(List.of(table));
        switch (table) {
            case CONTENT_TYPE, TAG -> gone.add(SourceTable.TAGGING);
            case TEAM -> {
                for (SourceTable other : SourceTable.values()) {
                    if (other != table && other != SourceTable.CONTENT_TYPE) {
                        gone.add(other);
                    }
                }
            }
            case EXPERIMENT -> gone.addAll(List.of(SourceTable.CHANNEL, SourceTable.SESSION, SourceTable.TRACE));
            case PARTICIPANT, CHANNEL -> gone.addAll(List.of(SourceTable.SESSION, SourceTable.TRACE));
            case CHAT -> gone.addAll(List.of(SourceTable.MESSAGE, SourceTable.SESSION, SourceTable.TRACE));
            case SESSION -> gone.add(SourceTable.TRACE);
            case MESSAGE, TAGGING, TRACE -> {
                // No foreign key names these.
            }
        }
        return gone;
    }

    @Override
    public boolean isLeaf(SourceTable table) {
        return truncatedWith(table).size() == 1;
    }

    @Override
    public List<String> unchangedTexts(Row before, Row after) {
        List<String> same = new ArrayList<>();
        if (before instanceof Row.Experiment was && after instanceof Row.Experiment is) {
            unchanged(same, "name", was.name(), is.name());
            unchanged(same, "description", was.description(), is.description());
        } else if (before instanceof Row.Participant was && after instanceof Row.Participant is) {
            unchanged(same, "identifier", was.identifier(), is.identifier());
            unchanged(same, "name", was.name(), is.name());
            unchanged(same, "remote_id", was.remoteId(), is.remoteId());
        } else if (before instanceof Row.Tag was && after instanceof Row.Tag is) {
            unchanged(same, "name", was.name(), is.name());
        } else if (before instanceof Row.Session was && after instanceof Row.Session is) {
            unchanged(same, "external_id", was.externalId(), is.externalId());
            unchanged(same, "platform", was.platform(), is.platform());
        }
        return same;
    }

    private static void unchanged(List<String> same, String column, @Nullable String was, @Nullable String is) {
        if (was != null && was.equals(is)) {
            same.add(column);
        }
    }

    private static <T> T one(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
