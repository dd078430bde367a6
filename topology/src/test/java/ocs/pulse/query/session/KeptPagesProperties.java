package ocs.pulse.query.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import ocs.pulse.change.Placed;
import ocs.pulse.change.Row;
import ocs.pulse.query.Parameters;
import ocs.pulse.query.table.Page;
import ocs.pulse.view.ColumnView;
import ocs.pulse.view.SharedTables;

/** What is kept between questions: pages of a view that changes are those of a view that nobody has asked anything yet. */
class KeptPagesProperties {
    private static final Instant NOW = Instant.parse("2025-11-01T12:00:00Z");
    private static final int CHATS = 80;
    private static final List<String> COLUMNS = List.copyOf(SessionRows.SORTABLE);
    private static final List<String> TEXTS = List.of("", "a", "A", "b", "\uE000", "\uD83D\uDE00", "\uFFFD");
    private static final List<String> FILTERS = List.of(
            "participant;contains;A",
            "participant;does not contain;b",
            "state;any of;[\"active\"]",
            "tags;any of;[\"a\", \"A\"]",
            "versions;excludes;[\"a\"]",
            "channels;any of;[\"Web\"]",
            "experiment;any of;[1]",
            "last_message;after;2000-01-01",
            "message_date;on;2000-01-01",
            "remote_id;excludes;[\"a\"]");

    private final Map<Key, Placed> rows = new LinkedHashMap<>();

    private record Key(Class<?> kind, long id) {}

    @Property(tries = 150)
    void shouldGiveThePagesOfANewViewAfterAnyChanges(@ForAll long seed) {
        rows.clear();
        Random random = new Random(seed);
        SharedTables shared = shared(random, SharedTables.EMPTY);
        ColumnView view = new ColumnView(1, shared);
        for (int step = 0; step < 600; step++) {
            step(random, view);
        }
        for (int round = 0; round < 60; round++) {
            for (int steps = random.nextInt(6); steps > 0; steps--) {
                step(random, view);
            }
            if (random.nextInt(20) == 0) {
                shared = shared(random, shared);
                view.shared(shared);
            }
            ask(random, view, shared);
        }
    }

    private void ask(Random random, ColumnView view, SharedTables shared) {
        ColumnView fresh = new ColumnView(1, shared);
        rows.values().forEach(row -> fresh.apply(null, row));
        Parameters parameters = parameters(random);
        Page<SessionRow> page = sessions(parameters, view);
        assertThat(page).isEqualTo(sessions(parameters, fresh));
        assertThat(datasets(parameters, view)).isEqualTo(datasets(parameters, fresh));
        if (page.nextCursor() != null) {
            Map<String, List<String>> next = new HashMap<>(parameters.values());
            next.remove("page");
            next.put("cursor", List.of(page.nextCursor()));
            step(random, view);
            ColumnView later = new ColumnView(1, shared);
            rows.values().forEach(row -> later.apply(null, row));
            assertThat(sessions(new Parameters(next), view)).isEqualTo(sessions(new Parameters(next), later));
        }
    }

    private static Page<SessionRow> sessions(Parameters parameters, ColumnView view) {
        return SessionsQuestion.parse(parameters, NOW).answer(view);
    }

    private static Page<SessionRow> datasets(Parameters parameters, ColumnView view) {
        Map<String, List<String>> values = new HashMap<>(parameters.values());
        values.remove("chatbot");
        return DatasetSessionsQuestion.parse(new Parameters(values), NOW).answer(view);
    }

    private static Parameters parameters(Random random) {
        Map<String, List<String>> values = new HashMap<>();
        values.put("sort", List.of((random.nextBoolean() ? "-" : "") + pick(random, COLUMNS)));
        values.put("page", List.of(Integer.toString(1 + random.nextInt(4))));
        values.put("page_size", List.of(Integer.toString(1 + random.nextInt(30))));
        if (random.nextInt(6) == 0) {
            values.put("chatbot", List.of("1"));
        }
        for (int number = random.nextInt(3); number > 0; number--) {
            String[] filter = pick(random, FILTERS).split(";");
            values.put("filter_" + number + "_column", List.of(filter[0]));
            values.put("filter_" + number + "_operator", List.of(filter[1]));
            values.put("filter_" + number + "_value", List.of(filter[2]));
        }
        return new Parameters(values);
    }

    private void step(Random random, ColumnView view) {
        Placed after = placed(random);
        Key key = new Key(after.row().getClass(), after.row().id());
        Placed before = rows.get(key);
        if (before != null && random.nextInt(4) == 0) {
            rows.remove(key);
            view.apply(before, null);
        } else {
            rows.put(key, after);
            view.apply(before, after);
        }
    }

    private static Placed placed(Random random) {
        long chat = 1 + random.nextInt(CHATS);
        long message = 1 + random.nextInt(300);
        return switch (random.nextInt(9)) {
            case 0, 1, 2 -> Placed.in(chat, session(random, chat));
            case 3, 4, 5 ->
                Placed.in(
                        1 + message % CHATS,
                        new Row.Message(message, 1 + message % CHATS, "human", random.nextInt(20)));
            case 6 -> new Placed(new Row.Tagging(chat, 1, 1 + random.nextInt(6), 9, chat), chat, 0);
            case 7 ->
                new Placed(
                        new Row.Tagging(1_000 + message, 1, 1 + random.nextInt(6), 9, message),
                        1 + message % CHATS,
                        message);
            default -> Placed.alone(participant(random));
        };
    }

    private static Row.Participant participant(Random random) {
        return new Row.Participant(
                1 + random.nextInt(6), 1, pick(random, TEXTS), pick(random, TEXTS), "web", pick(random, TEXTS));
    }

    /** One for each chat, whose id it has. */
    private static Row.Session session(Random random, long chat) {
        return new Row.Session(
                chat,
                random.nextInt(20) == 0 ? 2 : 1,
                pick(random, TEXTS) + random.nextInt(3),
                1 + random.nextInt(4),
                random.nextInt(4) == 0 ? null : (Long) (1L + random.nextInt(6)),
                chat,
                random.nextBoolean() ? null : (Long) (1L + random.nextInt(2)),
                random.nextBoolean() ? null : "web",
                random.nextBoolean(),
                random.nextBoolean() ? "setup" : "active",
                random.nextInt(20),
                random.nextBoolean() ? null : (Long) (long) random.nextInt(20));
    }

    private static SharedTables shared(Random random, SharedTables before) {
        SharedTables shared = before;
        for (long id = 1; id <= 3; id++) {
            shared = shared.with(
                    new Row.Experiment(id, 1, pick(random, TEXTS), null, false, id == 3 ? (Long) 1L : null, 1L));
        }
        for (long id = 1; id <= 6; id++) {
            boolean isVersion = random.nextBoolean();
            shared = shared.with(
                    new Row.Tag(id, 1, pick(random, TEXTS), isVersion ? "experiment_version" : "", isVersion));
        }
        return shared.with(new Row.Channel(1, 1, null, random.nextBoolean() ? "web" : "api", false, ""));
    }

    private static <T> T pick(Random random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
