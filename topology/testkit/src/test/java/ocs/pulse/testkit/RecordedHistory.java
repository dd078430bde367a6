package ocs.pulse.testkit;

import java.util.ArrayList;
import java.util.List;
import ocs.pulse.TwoStages;
import ocs.pulse.change.Envelope;
import ocs.pulse.change.Row;
import ocs.pulse.tables.SourceTable;

/**
 * A little of everything that can be in a store, the same each time: what {@link #begin} leaves behind has been recorded, and
 * {@link #goOn} reaches for all of it. A change here asks for a new recording beside the old ones, which go by the old history.
 */
final class RecordedHistory {
    /** More than one block of a conversation's messages. */
    private static final int MESSAGES = 300;

    private static final long LATER = 0x10000;

    private final SourceRows rows = new SourceRows();
    private final Row.ContentType onChats = rows.chatType();
    private final Row.ContentType onMessages = rows.messageType();
    private final Row.Team demo = rows.team("demo");
    private final Row.Team other = rows.team("other");
    private final Row.Experiment bot = rows.chatbot(demo)
            .named("Bot \u202E")
            .described("Answers, \u0001 and so on")
            .row();
    private final Row.Experiment version = rows.chatbot(demo).versionOf(bot).row();
    private final Row.Experiment foreign = rows.chatbot(other).archived().row();
    private final Row.Channel telegram = rows.channel(bot).on("telegram").row();
    private final Row.Participant ada =
            rows.participant(demo).named("Ada").on("telegram").remote("r1").row();
    private final Row.Chat chat = rows.chat(demo);
    private final Row.Chat empty = rows.chat(demo);
    private final Row.Session session = rows.session(bot, chat)
            .with(ada)
            .over(telegram)
            .until("2025-10-01T10:00:00Z")
            .row();
    private final Row.Session setup =
            rows.session(version, empty).status("setup").row();
    private final Row.Tag urgent = rows.tag(demo, "urgent");
    private final Row.Tag first = rows.tag(demo, "v1", Row.Tag.EXPERIMENT_VERSION);
    private final Row.Message asked = rows.human(chat, "2025-10-01T09:00:00Z");
    private final Row.Trace trace = rows.trace(session, "2025-10-01T09:00:05Z").row();
    private final Row.Chat unseen = rows.chat(demo);
    private final Row.Message parked = rows.human(unseen, "2025-10-01T11:00:00Z");
    private long lsn = 0x1000;

    /** A snapshot, changes after it, a row whose owner has not come, one that cannot be read, and a transaction that goes on. */
    void begin(TwoStages stages) {
        List<Row> all = new ArrayList<>(List.of(
                onChats,
                onMessages,
                demo,
                other,
                bot,
                version,
                foreign,
                telegram,
                ada,
                urgent,
                first,
                chat,
                empty,
                session,
                setup,
                asked,
                trace));
        for (int number = 0; number < MESSAGES; number++) {
            all.add(rows.message(
                    chat, number % 7 == 0 ? "system" : "ai", "2025-10-01T09:00:05.%03dZ".formatted(number)));
        }
        all.add(rows.tagging(urgent, onChats, chat));
        all.add(rows.tagging(first, onMessages, asked));
        stages.snapshot(all, lsn);
        commit(
                stages,
                100,
                Envelope.insert(parked, 100, next()),
                Envelope.insert(rows.human(chat, "2025-10-01T12:00:00Z"), 100, next()));
        commit(stages, 101, Envelope.unreadable(SourceTable.TRACE, 7_777, 101, next()));
        stages.send(Envelope.heartbeat(102, next()));
        stages.send(Envelope.begin(103));
        stages.send(Envelope.insert(rows.ai(chat, "2025-10-01T12:00:01Z"), 103, next()));
    }

    /** Ends what was begun, lets the owner come, and changes and removes rows of every kind. */
    void goOn(TwoStages stages) {
        lsn = LATER;
        stages.send(Envelope.end(103));
        commit(stages, 104, Envelope.insert(unseen, 104, next()));
        commit(
                stages,
                105,
                Envelope.delete(SourceTable.MESSAGE, asked.id(), 105, next()),
                Envelope.update(new Row.Chat(chat.id(), other.id()), 105, next()));
        commit(stages, 106, Envelope.delete(SourceTable.SESSION, setup.id(), 106, next()));
        commit(stages, 107, Envelope.truncate(SourceTable.TRACE, 107, next()));
        stages.work();
        stages.send(Envelope.heartbeat(108, next()));
    }

    private void commit(TwoStages stages, long transaction, Envelope... envelopes) {
        stages.send(Envelope.begin(transaction));
        List.of(envelopes).forEach(stages::send);
        stages.send(Envelope.end(transaction));
        stages.work();
    }

    private long next() {
        lsn += 0x100;
        return lsn;
    }
}
