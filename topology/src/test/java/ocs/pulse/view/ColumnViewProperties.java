package ocs.pulse.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import ocs.pulse.change.Placed;
import ocs.pulse.change.Row;

/** Whatever the order of steps: a view is what its rows say, and is what a new view of those rows would be. */
class ColumnViewProperties {
    private static final int CHATS = 4;

    private record Key(Class<?> kind, long id) {}

    @Property(tries = 500)
    void shouldBeWhatItsRowsSayAfterAnySteps(@ForAll long seed) {
        Random random = new Random(seed);
        Map<Key, Placed> rows = new LinkedHashMap<>();
        ColumnView view = new ColumnView(1, SharedTables.EMPTY);
        int steps = random.nextInt(400);
        for (int step = 0; step < steps; step++) {
            step(random, rows, view);
            if (step % 20 == 0) {
                assertThat(ViewImage.of(view)).isEqualTo(ViewImage.of(rows.values()));
            }
        }
        assertThat(ViewImage.of(view)).isEqualTo(ViewImage.of(rows.values()));
        assertThat(view.conversationBound()).isLessThanOrEqualTo(CHATS);

        List<Placed> left = new ArrayList<>(rows.values());
        Collections.shuffle(left, random);
        ColumnView built = new ColumnView(1, SharedTables.EMPTY);
        left.forEach(placed -> built.apply(null, placed));
        assertThat(ViewImage.of(built)).isEqualTo(ViewImage.of(view));

        left.forEach(placed -> built.apply(placed, null));
        assertThat(ViewImage.of(built)).isEmpty();
    }

    private static void step(Random random, Map<Key, Placed> rows, ColumnView view) {
        Placed after = placed(random);
        Key key = new Key(after.row().getClass(), after.row().id());
        Placed before = rows.get(key);
        if (before != null && random.nextInt(3) == 0) {
            rows.remove(key);
            view.apply(before, null);
        } else if (!isTaken(after, rows)) {
            rows.put(key, after);
            view.apply(before, after);
        }
    }

    /** A chat has one session. */
    private static boolean isTaken(Placed placed, Map<Key, Placed> rows) {
        return placed.row() instanceof Row.Session
                && rows.values().stream()
                        .anyMatch(other -> other.row() instanceof Row.Session
                                && other.row().id() != placed.row().id()
                                && other.chatId() == placed.chatId());
    }

    private static Placed placed(Random random) {
        long chat = 1 + random.nextInt(CHATS);
        long id = id(random, 6);
        return switch (random.nextInt(8)) {
            case 0 -> Placed.in(chat, new Row.Chat(chat, 1));
            case 1 -> Placed.in(chat, session(random, id, chat));
            case 2, 3 ->
                Placed.in(
                        chat,
                        new Row.Message(
                                id(random, 40),
                                chat,
                                List.of("human", "ai", "system", "tool").get(random.nextInt(4)),
                                random.nextInt(5)));
            case 4 -> new Placed(tagging(random, id), chat, 0);
            case 5 -> new Placed(tagging(random, 10 + id), chat, id(random, 40));
            case 6 ->
                Placed.in(
                        chat,
                        new Row.Trace(
                                id,
                                1L,
                                id % 2 == 0 ? null : (Long) id,
                                random.nextBoolean() ? null : (Long) id(random, 6),
                                random.nextInt(9),
                                id(random, 9),
                                "success"));
            default -> Placed.alone(new Row.Participant(id, 1, "n" + random.nextInt(3), "i" + id, "web", ""));
        };
    }

    /** One of so many, of which a few are below 0, or of more than four bytes. */
    private static long id(Random random, int count) {
        long id = 1 + random.nextInt(count);
        return id % 5 == 0 ? id << 40 : id % 6 == 0 ? -id : id;
    }

    private static Row.Session session(Random random, long id, long chat) {
        return new Row.Session(
                id,
                1,
                random.nextBoolean() ? "x" + random.nextInt(100) : new UUID(random.nextInt(9), id).toString(),
                random.nextInt(3),
                random.nextBoolean() ? null : (Long) (1L + random.nextInt(3)),
                chat,
                random.nextBoolean() ? null : (Long) 2L,
                random.nextBoolean() ? null : "web",
                false,
                random.nextBoolean() ? "setup" : "active",
                random.nextInt(9),
                random.nextBoolean() ? null : (Long) (long) random.nextInt(9));
    }

    private static Row.Tagging tagging(Random random, long id) {
        return new Row.Tagging(id, 1 + random.nextInt(2), 1 + random.nextInt(3), 9, id);
    }
}
