package ocs.pulse.ledger;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import ocs.pulse.change.Envelope;
import ocs.pulse.change.Placed;
import ocs.pulse.change.Row;
import ocs.pulse.tables.SourceTable;
import org.jspecify.annotations.Nullable;

/**
 * A tiny Postgres: rows by table and id, transactions in which foreign keys are checked at the end, and the log that
 * would come of it. LSNs step backwards between transactions but never for one row.
 */
final class SourceModel {
    private static final int CHAT_TYPE = 1;
    private static final int MESSAGE_TYPE = 2;
    private static final int OTHER_TYPE = 3;

    private final Map<RowId, Row> rows = new HashMap<>();
    private final Map<RowId, Long> lastLsns = new HashMap<>();
    private final Map<SourceTable, Long> floors = new HashMap<>();
    private long clock = 1_000;
    private long transaction = 10;

    /** One transaction's part of the log, its end included. */
    List<Envelope> transact(Random random) {
        transaction++;
        List<Envelope> log = new ArrayList<>();
        log.add(Envelope.begin(transaction));
        int steps = 1 + random.nextInt(6);
        for (int i = 0; i < steps; i++) {
            step(random, log);
        }
        cascade(random, log);
        log.add(Envelope.end(transaction));
        return log;
    }

    Envelope heartbeat() {
        clock += 1_000;
        return Envelope.heartbeat(++transaction, clock);
    }

    /** Changes that no log tells of; foreign keys hold afterwards. */
    void changeUnseen(Random random) {
        transact(random);
    }

    /** Changes to one table that no log tells of, none of which another table's foreign keys notice. */
    void changeUnseen(Random random, SourceTable table) {
        transaction++;
        for (int i = 0; i < 3; i++) {
            RowId id = new RowId(table, id(random));
            if (random.nextBoolean()) {
                rows.remove(id);
            } else {
                rows.put(id, row(random, id));
            }
        }
        cascade(random, new ArrayList<>());
    }

    /** Parents before children, all with one LSN. */
    List<Envelope> snapshot() {
        clock += 1_000;
        return all().stream().map(row -> Envelope.snapshot(row, clock)).toList();
    }

    List<Envelope> readAgain(SourceTable table) {
        return all().stream()
                .filter(row -> row.table() == table)
                .map(Envelope::incremental)
                .toList();
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    private List<Row> all() {
        TreeMap<Long, Row> ordered = new TreeMap<>();
        rows.forEach((id, row) -> ordered.put(id.table().ordinal() * 1_000L + id.id(), row));
        return List.copyOf(ordered.values());
    }

    /** What every team is to hold now. */
    Map<TeamsMirror.Held, Placed> expected() {
        Map<TeamsMirror.Held, Placed> held = new HashMap<>();
        rows.forEach((id, row) -> {
            Placed placed = place(row);
            if (placed != null) {
                held.put(new TeamsMirror.Held(team(row), id), placed);
            }
        });
        return held;
    }

    private @Nullable Placed place(Row row) {
        if (Placement.isShared(row.table()) || row instanceof Row.Participant) {
            return Placed.alone(row);
        }
        if (team(row) == null) {
            return null;
        }
        if (row instanceof Row.Tagging it && it.contentTypeId() == MESSAGE_TYPE) {
            return new Placed(row, chatOf(row), it.objectId());
        }
        return new Placed(row, chatOf(row), 0);
    }

    private @Nullable Long team(Row row) {
        if (row instanceof Row.Participant it) {
            return it.teamId();
        }
        Row chat = rows.get(new RowId(SourceTable.CHAT, chatOf(row)));
        if (chat != null) {
            return ((Row.Chat) chat).teamId();
        }
        if (row instanceof Row.Trace it && it.sessionId() == null) {
            Long experiment = it.experimentId();
            return experiment == null
                    ? it.teamId()
                    : Long.valueOf(((Row.Experiment) there(SourceTable.EXPERIMENT, experiment)).teamId());
        }
        return null;
    }

    private long chatOf(Row row) {
        if (row instanceof Row.Chat it) {
            return it.id();
        }
        if (row instanceof Row.Session it) {
            return it.chatId();
        }
        if (row instanceof Row.Message it) {
            return it.chatId();
        }
        if (row instanceof Row.Trace it && it.sessionId() != null) {
            return chatOf(there(SourceTable.SESSION, it.sessionId()));
        }
        if (row instanceof Row.Tagging it) {
            if (it.contentTypeId() == CHAT_TYPE) {
                return it.objectId();
            }
            Row message =
                    it.contentTypeId() == MESSAGE_TYPE ? rows.get(new RowId(SourceTable.MESSAGE, it.objectId())) : null;
            return message == null ? 0 : chatOf(message);
        }
        return 0;
    }

    private void step(Random random, List<Envelope> log) {
        SourceTable[] tables = SourceTable.values();
        RowId id = new RowId(tables[random.nextInt(tables.length)], id(random));
        int what = random.nextInt(40);
        if (what == 0) {
            truncate(id.table(), log);
        } else if (what < 10) {
            delete(id, log);
        } else if (what < 13 && rows.containsKey(id)) {
            Row row = rows.get(id);
            delete(id, log);
            put(random.nextBoolean() ? row : row(random, id), log);
        } else {
            put(row(random, id), log);
        }
    }

    private void put(Row row, List<Envelope> log) {
        RowId id = RowId.of(row);
        log.add(
                rows.put(id, row) == null
                        ? Envelope.insert(row, transaction, lsn(id))
                        : Envelope.update(row, transaction, lsn(id)));
    }

    private void delete(RowId id, List<Envelope> log) {
        if (rows.remove(id) != null) {
            log.add(Envelope.delete(id.table(), id.id(), transaction, lsn(id)));
            log.add(Envelope.tombstone(id.table(), id.id()));
        }
    }

    /** Tables whose foreign keys name the table go with it: Postgres refuses otherwise. */
    private void truncate(SourceTable table, List<Envelope> log) {
        long lsn = clock += 60;
        for (SourceTable gone : withReferencing(table)) {
            rows.keySet().removeIf(id -> id.table() == gone);
            floors.put(gone, lsn);
            log.add(Envelope.truncate(gone, transaction, lsn));
        }
    }

    private static List<SourceTable> withReferencing(SourceTable table) {
        return switch (table) {
            case CONTENT_TYPE -> List.of(table, SourceTable.TAGGING);
            case CHAT -> List.of(table, SourceTable.SESSION, SourceTable.MESSAGE, SourceTable.TRACE);
            case SESSION, EXPERIMENT -> List.of(table, SourceTable.TRACE);
            case TEAM, PARTICIPANT, CHANNEL, TAG, MESSAGE, TAGGING, TRACE -> List.of(table);
        };
    }

    /** Foreign keys at the end of the transaction: rows whose parent is missing go. */
    private void cascade(Random random, List<Envelope> log) {
        while (true) {
            List<RowId> orphans = new ArrayList<>(rows.keySet().stream()
                    .filter(id -> isOrphan(there(id.table(), id.id())))
                    .toList());
            if (orphans.isEmpty()) {
                return;
            }
            Collections.shuffle(orphans, random);
            orphans.forEach(id -> delete(id, log));
        }
    }

    private boolean isOrphan(Row row) {
        if (row instanceof Row.Session it) {
            return lacks(SourceTable.CHAT, it.chatId());
        }
        if (row instanceof Row.Message it) {
            return lacks(SourceTable.CHAT, it.chatId());
        }
        if (row instanceof Row.Tagging it) {
            return lacks(SourceTable.CONTENT_TYPE, it.contentTypeId());
        }
        return row instanceof Row.Trace it
                && ((it.sessionId() != null && lacks(SourceTable.SESSION, it.sessionId()))
                        || (it.experimentId() != null && lacks(SourceTable.EXPERIMENT, it.experimentId())));
    }

    private boolean lacks(SourceTable table, long id) {
        return !rows.containsKey(new RowId(table, id));
    }

    private Row there(SourceTable table, long id) {
        return Objects.requireNonNull(rows.get(new RowId(table, id)));
    }

    private long lsn(RowId id) {
        clock += 7;
        long floor = Math.max(lastLsns.getOrDefault(id, 0L), floors.getOrDefault(id.table(), 0L));
        long lsn = Math.max(floor + 1, clock - 50 * (transaction % 2));
        lastLsns.put(id, lsn);
        return lsn;
    }

    private static long id(Random random) {
        return 30 + random.nextInt(4);
    }

    private static Row row(Random random, RowId id) {
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

    /** The rows that a database begins with. */
    List<Envelope> begin() {
        transaction++;
        List<Envelope> log = new ArrayList<>();
        put(new Row.ContentType(CHAT_TYPE, "chat", "chat"), log);
        put(new Row.ContentType(MESSAGE_TYPE, "chat", "chatmessage"), log);
        put(new Row.ContentType(OTHER_TYPE, "files", "file"), log);
        log.add(Envelope.end(transaction));
        return log;
    }
}
