package ocs.pulse.team;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import ocs.pulse.change.PgTime;
import ocs.pulse.change.Placed;
import ocs.pulse.change.Row;
import ocs.pulse.change.TeamRecord;
import ocs.pulse.view.SharedTables;
import org.jspecify.annotations.Nullable;

/** A team whose rows come, go, change and move at random, a few in each transaction, and in any order inside it. */
final class RandomTeam {
    static final long TEAM = 1;
    static final int EXPERIMENTS = 3;
    static final int CHANNELS = 3;

    private static final int CHATS = 4;
    private static final List<String> TYPES = List.of("human", "ai", "system", "odd");
    private static final List<String> STATUSES = List.of("success", "error", "pending");

    private final Random random;
    private Map<Key, Placed> rows = new LinkedHashMap<>();
    private long transaction;

    record Key(Class<?> table, long id) {}

    RandomTeam(Random random) {
        this.random = random;
    }

    /** The team's rows, without the small tables. */
    List<Placed> rows() {
        return rows.values().stream()
                .filter(placed -> !SharedTables.holds(placed.row()))
                .toList();
    }

    SharedTables shared() {
        SharedTables shared = SharedTables.EMPTY;
        for (Placed placed : rows.values()) {
            shared = SharedTables.holds(placed.row()) ? shared.with(placed.row()) : shared;
        }
        return shared;
    }

    <R extends Row> List<R> all(Class<R> table) {
        return rows.values().stream()
                .map(Placed::row)
                .filter(table::isInstance)
                .map(table::cast)
                .toList();
    }

    <R extends Row> Optional<R> one(Class<R> table, long id) {
        return Optional.ofNullable(rows.get(new Key(table, id))).map(placed -> table.cast(placed.row()));
    }

    /** The changes of the next transaction and its end. */
    List<TeamRecord> next() {
        Map<Key, Placed> before = rows;
        rows = new LinkedHashMap<>(before);
        for (int step = random.nextInt(8); step >= 0; step--) {
            step();
        }
        keepReferences();
        transaction++;
        List<TeamRecord> records = new ArrayList<>(changes(before));
        records.add(new TeamRecord.TransactionEnd(transaction, transaction));
        return records;
    }

    private List<TeamRecord> changes(Map<Key, Placed> before) {
        Set<Key> keys = new HashSet<>(before.keySet());
        keys.addAll(rows.keySet());
        List<TeamRecord.Changed> changes = new ArrayList<>();
        for (Key key : keys) {
            if (!Objects.equals(before.get(key), rows.get(key))) {
                changes.add(change(before.get(key), rows.get(key)));
            }
        }
        Collections.shuffle(changes, random);
        // A tagging is placed by its message, so it follows it.
        List<TeamRecord> ordered = new ArrayList<>();
        changes.stream().filter(change -> !isTagging(change)).forEach(ordered::add);
        changes.stream().filter(RandomTeam::isTagging).forEach(ordered::add);
        return ordered;
    }

    private TeamRecord.Changed change(@Nullable Placed before, @Nullable Placed after) {
        Row row = Objects.requireNonNull(after == null ? before : after).row();
        return new TeamRecord.Changed(
                SharedTables.holds(row) ? null : (Long) TEAM, before, after, transaction, transaction, transaction);
    }

    private static boolean isTagging(TeamRecord.Changed change) {
        return change.row() instanceof Row.Tagging;
    }

    private void step() {
        long chat = 1 + random.nextInt(CHATS);
        long id = 1 + random.nextInt(5);
        switch (random.nextInt(10)) {
            case 0 ->
                set(Placed.alone(new Row.Channel(
                        1 + random.nextInt(CHANNELS), TEAM, null, pick("web", "evaluations", "api"), false, "")));
            case 1 -> set(Placed.in(chat, new Row.Chat(chat, TEAM)));
            case 2, 3 -> session(id, chat);
            case 4, 5 -> {
                long message = 1 + random.nextInt(30);
                set(Placed.in(chat, new Row.Message(message, chat, pick(TYPES), time())));
            }
            case 6 -> tagging(id);
            case 7 -> set(Placed.alone(new Row.Participant(id, TEAM, pick("a", "b"), "", "web", "")));
            default ->
                set(Placed.alone(new Row.Trace(
                        1 + random.nextInt(12),
                        TEAM,
                        orNull(1 + random.nextInt(EXPERIMENTS)),
                        orNull(1 + random.nextInt(5)),
                        time(),
                        random.nextInt(9),
                        pick(STATUSES))));
        }
    }

    private void session(long id, long chat) {
        rows.values().removeIf(other -> other.row() instanceof Row.Session && other.chatId() == chat);
        boolean absent = random.nextBoolean();
        set(Placed.in(
                chat,
                new Row.Session(
                        id,
                        TEAM,
                        "s" + id,
                        1 + random.nextInt(EXPERIMENTS),
                        orNull(1 + random.nextInt(3)),
                        chat,
                        orNull(1 + random.nextInt(CHANNELS)),
                        absent ? null : pick("web", "evaluations"),
                        absent,
                        pick("active", "setup"),
                        time(),
                        null)));
    }

    private void tagging(long id) {
        List<Row.Message> messages = all(Row.Message.class);
        if (random.nextBoolean() || messages.isEmpty()) {
            long chat = 1 + random.nextInt(CHATS);
            set(Placed.in(chat, new Row.Tagging(id, TEAM, 1 + random.nextInt(3), 1, chat)));
        } else {
            Row.Message message = messages.get(random.nextInt(messages.size()));
            set(new Placed(
                    new Row.Tagging(id, TEAM, 1 + random.nextInt(3), 2, message.id()), message.chatId(), message.id()));
        }
    }

    /** Puts the row in place of what was there, or takes away what was there. */
    private void set(Placed placed) {
        Key key = new Key(placed.row().getClass(), placed.row().id());
        if (random.nextInt(4) == 0) {
            rows.remove(key);
        } else {
            rows.put(key, placed);
        }
    }

    /** What the foreign keys and the ledger see to: nothing hangs on what is not there, all is where its parent is. */
    private void keepReferences() {
        rows.values().removeIf(it -> it.chatId() != 0 && !rows.containsKey(new Key(Row.Chat.class, it.chatId())));
        rows.values().removeIf(it -> it.messageId() != 0 && messageOf(it).isEmpty());
        rows.replaceAll((key, it) -> {
            if (it.row() instanceof Row.Trace trace) {
                return placed(trace);
            }
            return it.messageId() == 0
                    ? it
                    : new Placed(it.row(), messageOf(it).orElseThrow().chatId(), it.messageId());
        });
    }

    private Optional<Row.Message> messageOf(Placed tagging) {
        return one(Row.Message.class, tagging.messageId());
    }

    private Placed placed(Row.Trace trace) {
        Optional<Row.Session> session =
                Optional.ofNullable(trace.sessionId()).flatMap(id -> one(Row.Session.class, id));
        return session.map(found -> Placed.in(found.chatId(), trace))
                .orElseGet(() -> Placed.alone(new Row.Trace(
                        trace.id(),
                        trace.teamId(),
                        trace.experimentId(),
                        null,
                        trace.timestamp(),
                        trace.durationMs(),
                        trace.status())));
    }

    /** Mostly near one another, now and then as far away as Postgres knows. */
    private long time() {
        return switch (random.nextInt(12)) {
            case 0 -> PgTime.INFINITY;
            case 1 -> PgTime.MINUS_INFINITY;
            case 2 -> PgTime.parse("0001-01-01T00:00:00Z");
            case 3 -> PgTime.parse("9999-12-31T23:59:59.999999Z");
            default -> random.nextInt(12) * (5 * PgTime.MICROS_PER_MINUTE) - random.nextInt(2);
        };
    }

    private @Nullable Long orNull(long id) {
        return random.nextInt(4) == 0 ? null : (Long) id;
    }

    private String pick(String... choices) {
        return pick(List.of(choices));
    }

    private String pick(Collection<String> choices) {
        return List.copyOf(choices).get(random.nextInt(choices.size()));
    }
}
