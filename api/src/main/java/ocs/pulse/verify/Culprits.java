package ocs.pulse.verify;

import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The rows behind a panel that differs: its time is halved again and again, towards the halves that differ, until hardly a
 * message is left in them.
 */
final class Culprits {
    private static final int MOST = 5;
    /** A difference in everything would take as many questions as there are messages. */
    private static final int QUESTIONS = 240;

    private static final int FEW = 2;

    private final Verifier verifier;
    private final SourceRows source;
    private final long team;
    private final String slug;

    Culprits(Verifier verifier, SourceRows source, long team, String slug) {
        this.verifier = verifier;
        this.source = source;
        this.team = team;
        this.slug = slug;
    }

    /** Some of them, a line each. */
    List<String> behind(Question.Panel panel) throws SQLException {
        List<String> found = new ArrayList<>();
        List<Question.Panel> open = new ArrayList<>(List.of(panel));
        long lsn = verifier.position();
        // What differs where there is no time at all does not come of messages: names, and the lists of things.
        Set<String> timeless = verifier.differing(team, slug, panel.between(panel.start(), panel.start()), lsn);
        for (int asked = 0; asked < QUESTIONS && !open.isEmpty() && found.size() < MOST; asked++) {
            Question.Panel next = open.remove(open.size() - 1);
            if (timeless.containsAll(verifier.differing(team, slug, next, lsn))) {
                continue;
            }
            Instant start = Instant.parse(next.start());
            Instant end = Instant.parse(next.end());
            List<Long> messages = messages(start, end);
            long micros = ChronoUnit.MICROS.between(start, end);
            if (micros <= 1 || (messages.size() <= FEW && micros < 60_000_000L)) {
                boolean stays = !timeless.containsAll(verifier.differing(team, slug, next, verifier.position()));
                if (stays) {
                    found.add(describe(start, end, messages));
                }
                continue;
            }
            Instant middle = start.plus(micros / 2, ChronoUnit.MICROS);
            open.add(next.between(middle.toString(), end.toString()));
            open.add(next.between(start.toString(), middle.toString()));
        }
        return found;
    }

    private List<Long> messages(Instant start, Instant end) throws SQLException {
        return source.ids(
                "select m.id from chat_chat c join chat_chatmessage m on m.chat_id = c.id where c.team_id = ?"
                        + " and m.created_at >= ?::timestamptz and m.created_at < ?::timestamptz limit " + (FEW + 1),
                team,
                start.toString(),
                end.toString());
    }

    private String describe(Instant start, Instant end, List<Long> messages) throws SQLException {
        if (messages.isEmpty()) {
            return "between " + start + " and " + end + " the source has no message";
        }
        List<String> lines = new ArrayList<>();
        for (long message : messages) {
            lines.add(source.texts("""
                            select 'message ' || m.id || ' (' || m.message_type || ', chat ' || m.chat_id
                                   || coalesce(', session ' || s.id, '')
                                   || coalesce(', participant ' || s.participant_id, '')
                                   || coalesce(', taggings ' || (select string_agg(i.id::text, ' ' order by i.id)
                                        from annotations_customtaggeditem i join django_content_type k
                                          on k.id = i.content_type_id and k.app_label = 'chat' and k.model = 'chatmessage'
                                       where i.object_id = m.id), '')
                                   || coalesce(', traces ' || (select string_agg(r.id::text, ' ' order by r.id)
                                        from trace_trace r where r.session_id = s.id), '') || ')'
                              from chat_chatmessage m left join experiments_experimentsession s on s.chat_id = m.chat_id
                             where m.id = ?""", message).stream().findFirst().orElse("message " + message));
        }
        return "at " + start + ": " + String.join("; ", lines);
    }
}
