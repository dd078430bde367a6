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
public final class SourceModel {
    static final int CHAT_TYPE = 1;
    static final int MESSAGE_TYPE = 2;
    static final int OTHER_TYPE = 3;

    private final SourceRows kind;
    private final Map<RowId, Row> rows = new HashMap<>();
    private final Map<RowId, Long> lastLsns = new HashMap<>();
    private final Map<SourceTable, Long> floors = new HashMap<>();
    private long heartbeatLsn;
    private long clock = 1_000;
    private long transaction = 10;

    SourceModel() {
        this(new PlainRows());
    }

    private SourceModel(SourceRows kind) {
        this.kind = kind;
    }

    /** With rows that questions can be asked about, every foreign key and unique column of Open Chat Studio. */
    public static SourceModel ofOpenChatStudio(boolean sessionsHavePlatforms) {
        return new SourceModel(new OcsRows(sessionsHavePlatforms));
    }

    /** What is there now. */
    public List<Row> rows() {
        return all();
    }

    /** The LSN of the newest heartbeat; 0 before the first. */
    public long heartbeatLsn() {
        return heartbeatLsn;
    }

    /** One transaction's part of the log, its end included. */
    public List<Envelope> transact(Random random) {
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

    public Envelope heartbeat() {
        clock += 1_000;
        heartbeatLsn = clock;
        return Envelope.heartbeat(++transaction, clock);
    }

    /** Changes that no log tells of; foreign keys hold afterwards. */
    public void changeUnseen(Random random) {
        transact(random);
    }

    /** The row itself stays as it is. */
    public Scrambled scramble(Random random) {
        transaction++;
        clock += 7;
        RowId id = kind.any(random);
        return new Scrambled(
                id.table(),
                List.of(
                        Envelope.begin(transaction),
                        Envelope.unreadable(id.table(), id.id(), transaction, clock),
                        Envelope.end(transaction)));
    }

    /** A transaction with a change that nobody can read. */
    public record Scrambled(SourceTable table, List<Envelope> log) {}

    /** Changes to one table that no log tells of, none of which another table's foreign keys notice. */
    public void changeUnseen(Random random, SourceTable table) {
        transaction++;
        for (int i = 0; i < 3; i++) {
            RowId id = kind.of(random, table);
            if (random.nextBoolean() && kind.isLeaf(table)) {
                rows.remove(id);
            } else if (rows.containsKey(id) || kind.isLeaf(table)) {
                Row row = kind.row(random, id, this::look);
                if (rows.values().stream().noneMatch(other -> kind.clash(row, other)) && !isOrphan(row)) {
                    rows.put(id, row);
                }
            }
        }
    }

    /** Two sessions change places, which no log tells of. */
    public void swapChatsUnseen(Random random) {
        List<Row.Session> sessions = new ArrayList<>();
        rows.values().forEach(row -> {
            if (row instanceof Row.Session session) {
                sessions.add(session);
            }
        });
        if (sessions.size() > 1) {
            Collections.shuffle(sessions, random);
            Row.Session one = sessions.get(0);
            Row.Session other = sessions.get(1);
            rows.put(RowId.of(one), OcsRows.onChat(one, other.chatId()));
            rows.put(RowId.of(other), OcsRows.onChat(other, one.chatId()));
        }
    }

    /** Parents before children, all with one LSN. */
    public List<Envelope> snapshot() {
        clock += 1_000;
        return all().stream().map(row -> Envelope.snapshot(row, clock)).toList();
    }

    public List<Envelope> readAgain(SourceTable table) {
        return all().stream()
                .filter(row -> row.table() == table)
                .map(Envelope::incremental)
                .toList();
    }

    public boolean isEmpty() {
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
        RowId id = kind.any(random);
        int what = random.nextInt(40);
        if (what == 0) {
            truncate(id.table(), log);
        } else if (what < 10) {
            delete(id, log);
        } else if (what < 13 && rows.containsKey(id)) {
            Row row = Objects.requireNonNull(rows.get(id));
            delete(id, log);
            put(random, random.nextBoolean() ? row : kind.row(random, id, this::look), log);
        } else if (what == 13) {
            changeKey(id, kind.of(random, id.table()), random, log);
        } else {
            put(random, kind.row(random, id, this::look), log);
        }
    }

    private @Nullable Row look(RowId id) {
        return rows.get(id);
    }

    private void put(Random random, Row row, List<Envelope> log) {
        RowId id = RowId.of(row);
        rows.values().stream()
                .filter(other -> kind.clash(row, other))
                .map(RowId::of)
                .toList()
                .forEach(other -> delete(other, log));
        Row old = rows.put(id, row);
        if (old == null) {
            log.add(Envelope.insert(row, transaction, lsn(id)));
            return;
        }
        List<String> unchanged = kind.unchangedTexts(old, row);
        log.add(
                unchanged.isEmpty() || random.nextBoolean()
                        ? Envelope.update(row, transaction, lsn(id))
                        : Envelope.updateKeeping(
                                unchanged.get(random.nextInt(unchanged.size())), row, transaction, lsn(id)));
    }

    private void delete(RowId id, List<Envelope> log) {
        if (rows.remove(id) != null) {
            log.add(Envelope.delete(id.table(), id.id(), transaction, lsn(id)));
            log.add(Envelope.tombstone(id.table(), id.id()));
        }
    }

    /** An update of the primary key: a delete, a tombstone and an insert with one LSN. */
    private void changeKey(RowId id, RowId next, Random random, List<Envelope> log) {
        if (!rows.containsKey(id) || rows.containsKey(next)) {
            return;
        }
        rows.remove(id);
        long lsn = Math.max(lsn(id), lsn(next));
        lastLsns.put(id, lsn);
        lastLsns.put(next, lsn);
        log.add(Envelope.delete(id.table(), id.id(), transaction, lsn));
        log.add(Envelope.tombstone(id.table(), id.id()));
        Row row = kind.row(random, next, this::look);
        if (rows.values().stream().noneMatch(other -> kind.clash(row, other))) {
            rows.put(next, row);
            log.add(Envelope.insert(row, transaction, lsn));
        }
    }

    /** Tables whose foreign keys name the table go with it: Postgres refuses otherwise. */
    private void truncate(SourceTable table, List<Envelope> log) {
        long lsn = clock += 60;
        for (SourceTable gone : kind.truncatedWith(table)) {
            rows.keySet().removeIf(id -> id.table() == gone);
            floors.put(gone, lsn);
            log.add(Envelope.truncate(gone, transaction, lsn));
        }
    }

    /** Foreign keys at the end of the transaction: rows whose parent is missing let it go, or go themselves. */
    private void cascade(Random random, List<Envelope> log) {
        while (true) {
            List<RowId> orphans = new ArrayList<>(
                    rows.values().stream().filter(this::isOrphan).map(RowId::of).toList());
            if (orphans.isEmpty()) {
                return;
            }
            Collections.shuffle(orphans, random);
            orphans.forEach(id -> mend(random, id, log));
        }
    }

    private void mend(Random random, RowId id, List<Envelope> log) {
        Row row = rows.get(id);
        if (row == null) {
            return;
        }
        Row without = random.nextBoolean() ? kind.without(row, this::isMissing) : null;
        if (without == null || isOrphan(without)) {
            delete(id, log);
        } else {
            put(random, without, log);
        }
    }

    private boolean isOrphan(Row row) {
        return kind.needs(row).stream().anyMatch(this::isMissing);
    }

    private boolean isMissing(RowId id) {
        return !rows.containsKey(id);
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

    /** The rows that a database begins with. */
    public List<Envelope> begin(Random random) {
        transaction++;
        List<Envelope> log = new ArrayList<>();
        kind.first(random).forEach(row -> put(random, row, log));
        cascade(random, log);
        log.add(Envelope.end(transaction));
        return log;
    }
}
