package ocs.pulse.query.session;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import ocs.pulse.change.PgTime;
import ocs.pulse.change.Row;
import ocs.pulse.query.CodePoints;
import org.jspecify.annotations.Nullable;

/** The session filters over plain rows, said as simply as can be: what the answers over a view are held against. */
public final class NaiveSessions {
    private final Map<Long, Row.Participant> participants = new HashMap<>();
    private final Map<Long, Row.Channel> channels = new HashMap<>();
    private final Map<Long, Row.Experiment> experiments = new HashMap<>();
    private final Map<Long, Row.Tag> tags = new HashMap<>();
    private final Map<Long, List<Row.Message>> messages = new HashMap<>();
    private final Map<Long, List<Row.Tag>> chatTags = new HashMap<>();
    private final Map<Long, List<Row.Tag>> messageTags = new HashMap<>();
    private final List<Row.Session> sessions = new ArrayList<>();

    public NaiveSessions(List<Row> rows, long teamId) {
        Map<Long, Row.ContentType> types = new HashMap<>();
        for (Row row : rows) {
            if (row instanceof Row.Participant it) {
                participants.put(it.id(), it);
            } else if (row instanceof Row.Channel it) {
                channels.put(it.id(), it);
            } else if (row instanceof Row.Experiment it) {
                experiments.put(it.id(), it);
            } else if (row instanceof Row.Tag it) {
                tags.put(it.id(), it);
            } else if (row instanceof Row.ContentType it) {
                types.put(it.id(), it);
            } else if (row instanceof Row.Message it) {
                messages.computeIfAbsent(it.chatId(), id -> new ArrayList<>()).add(it);
            } else if (row instanceof Row.Session it && it.teamId() == teamId) {
                sessions.add(it);
            }
        }
        for (Row row : rows) {
            if (row instanceof Row.Tagging it) {
                Row.ContentType type = Objects.requireNonNull(types.get(it.contentTypeId()));
                Map<Long, List<Row.Tag>> tagged = type.isChat() ? chatTags : messageTags;
                if (type.isChat() || type.isMessage()) {
                    tagged.computeIfAbsent(it.objectId(), id -> new ArrayList<>())
                            .add(Objects.requireNonNull(tags.get(it.tagId())));
                }
            }
        }
    }

    public List<Row.Session> sessions() {
        return sessions;
    }

    public List<Row.Message> messages(Row.Session session) {
        return messages.getOrDefault(session.chatId(), List.of());
    }

    public boolean meets(Row.Session session, String column, String operator, List<String> values, Instant now) {
        return switch (column) {
            case "participant" -> identifier(session, operator, values);
            case "remote_id" -> chosen(operator, single(participant(session), Row.Participant::remoteId), values);
            case "state" -> chosen(operator, Set.of(session.status()), values);
            case "channels" -> chosen(operator, single(channel(session), NaiveSessions::label), values);
            case "experiment" -> chosen(operator, family(session.experimentId()), values);
            case "tags" -> chosen(operator, names(allTags(session, true), tag -> true), values);
            case "versions" -> chosen(operator, names(allTags(session, false), Row.Tag::isVersion), values);
            case "first_message" ->
                messages(session).stream()
                        .min(Comparator.comparingLong(Row.Message::createdAt))
                        .filter(message -> time(operator, message.createdAt(), values.get(0), now))
                        .isPresent();
            case "last_message" ->
                messages(session).stream()
                        .max(Comparator.comparingLong(Row.Message::createdAt))
                        .filter(message -> time(operator, message.createdAt(), values.get(0), now))
                        .isPresent();
            case "message_date" ->
                messages(session).stream().anyMatch(message -> time(operator, message.createdAt(), values.get(0), now));
            default -> throw new IllegalArgumentException(column);
        };
    }

    /** What a filter asks of one message by itself. */
    public boolean meets(Row.Message message, String column, String operator, List<String> values, Instant now) {
        List<Row.Tag> own = messageTags.getOrDefault(message.id(), List.of());
        return switch (column) {
            case "tags" -> chosen(operator, names(own, tag -> true), values);
            case "versions" -> chosen(operator, names(own, Row.Tag::isVersion), values);
            case "last_message" -> time(operator, message.createdAt(), values.get(0), now);
            default -> true;
        };
    }

    /** As the tables show it. */
    public SessionRow row(Row.Session it) {
        Row.Participant participant = participant(it);
        return new SessionRow(
                it.id(),
                it.externalId(),
                it.experimentId(),
                name(it),
                it.participantId(),
                participant == null ? null : participant.identifier(),
                participant == null ? null : participant.name(),
                participant == null ? null : participant.remoteId(),
                it.platform(),
                it.status(),
                PgTime.format(it.createdAt()),
                format(it.endedAt()),
                format(first(it)),
                format(last(it)),
                messages(it).size(),
                versions(it),
                tags(it));
    }

    /** The order of a column, missing values last in both directions, ties by id. */
    public Comparator<Row.Session> order(String column, boolean descending) {
        Comparator<Row.Session> order =
                switch (column) {
                    case "id" -> by(Row.Session::id, descending);
                    case "external_id" -> text(Row.Session::externalId, descending);
                    case "experiment_id" -> by(Row.Session::experimentId, descending);
                    case "experiment_name" -> text(this::name, descending);
                    case "participant_id" -> by(Row.Session::participantId, descending);
                    case "participant_identifier" -> text(it -> row(it).participantIdentifier(), descending);
                    case "participant_name" -> text(it -> row(it).participantName(), descending);
                    case "participant_remote_id" -> text(it -> row(it).participantRemoteId(), descending);
                    case "platform" -> text(Row.Session::platform, descending);
                    case "status" -> text(Row.Session::status, descending);
                    case "created_at" -> by(Row.Session::createdAt, descending);
                    case "ended_at" -> by(Row.Session::endedAt, descending);
                    case "first_message" -> by(this::first, descending);
                    case "last_message" -> by(this::last, descending);
                    case "message_count" -> by(it -> (long) messages(it).size(), descending);
                    case "versions" -> ordered(this::versions, NaiveSessions::compareLists, descending);
                    case "tags" -> ordered(this::tags, NaiveSessions::compareLists, descending);
                    default -> throw new IllegalArgumentException(column);
                };
        return order.thenComparing(Row.Session::id);
    }

    private static Comparator<Row.Session> by(Function<Row.Session, @Nullable Long> key, boolean descending) {
        return ordered(key, Comparator.naturalOrder(), descending);
    }

    private static Comparator<Row.Session> text(Function<Row.Session, @Nullable String> key, boolean descending) {
        return ordered(key, CodePoints::compare, descending);
    }

    private static <T> Comparator<Row.Session> ordered(
            Function<Row.Session, @Nullable T> key, Comparator<T> order, boolean descending) {
        return Comparator.comparing(key, Comparator.nullsLast(descending ? order.reversed() : order));
    }

    private static int compareLists(List<String> left, List<String> right) {
        return Arrays.compare(left.toArray(String[]::new), right.toArray(String[]::new), CodePoints::compare);
    }

    private String name(Row.Session it) {
        return Objects.requireNonNull(experiments.get(it.experimentId())).name();
    }

    private @Nullable Long first(Row.Session it) {
        return messages(it).stream()
                .map(Row.Message::createdAt)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private @Nullable Long last(Row.Session it) {
        return messages(it).stream()
                .map(Row.Message::createdAt)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static @Nullable String format(@Nullable Long time) {
        return time == null ? null : PgTime.format(time);
    }

    private List<String> versions(Row.Session it) {
        return names(allTags(it, false), Row.Tag::isVersion).stream()
                .sorted(CodePoints::compare)
                .toList();
    }

    private List<String> tags(Row.Session it) {
        return names(chatTags.getOrDefault(it.chatId(), List.of()), tag -> true).stream()
                .sorted(CodePoints::compare)
                .toList();
    }

    private boolean identifier(Row.Session session, String operator, List<String> values) {
        Row.Participant participant = participant(session);
        if (participant == null) {
            return operator.equals("does not contain");
        }
        String identifier = participant.identifier();
        String upper = identifier.toUpperCase(Locale.ROOT);
        String value = values.get(0).toUpperCase(Locale.ROOT);
        return switch (operator) {
            case "equals" -> identifier.equals(values.get(0));
            case "any of" -> values.contains(identifier);
            case "contains" -> upper.contains(value);
            case "does not contain" -> !upper.contains(value);
            case "starts with" -> upper.startsWith(value);
            case "ends with" -> upper.endsWith(value);
            default -> throw new IllegalArgumentException(operator);
        };
    }

    private static boolean chosen(String operator, Set<String> held, List<String> values) {
        return switch (operator) {
            case "any of" -> values.stream().anyMatch(held::contains);
            case "all of" -> held.containsAll(values);
            case "excludes" -> values.stream().noneMatch(held::contains);
            default -> throw new IllegalArgumentException(operator);
        };
    }

    private static boolean time(String operator, long time, String value, Instant now) {
        if (operator.equals("range")) {
            return time >= PgTime.of(now.minus(Duration.parse(value.endsWith("d") ? "P" + value : "PT" + value)));
        }
        int order = time == PgTime.INFINITY
                ? 1
                : PgTime.toInstant(time).atOffset(ZoneOffset.UTC).toLocalDate().compareTo(LocalDate.parse(value));
        return switch (operator) {
            case "on" -> order == 0;
            case "before" -> order < 0;
            case "after" -> order > 0;
            default -> throw new IllegalArgumentException(operator);
        };
    }

    private Row.@Nullable Participant participant(Row.Session session) {
        return session.participantId() == null ? null : participants.get(session.participantId());
    }

    private Row.@Nullable Channel channel(Row.Session session) {
        return session.channelId() == null ? null : channels.get(session.channelId());
    }

    private Set<String> family(long experimentId) {
        Long working = Objects.requireNonNull(experiments.get(experimentId)).workingVersionId();
        Set<String> family = new HashSet<>(Set.of(Long.toString(experimentId)));
        if (working != null) {
            family.add(working.toString());
        }
        return family;
    }

    private List<Row.Tag> allTags(Row.Session session, boolean ofChat) {
        List<Row.Tag> all = new ArrayList<>(ofChat ? chatTags.getOrDefault(session.chatId(), List.of()) : List.of());
        messages(session).forEach(message -> all.addAll(messageTags.getOrDefault(message.id(), List.of())));
        return all;
    }

    private static Set<String> names(List<Row.Tag> tags, Predicate<Row.Tag> counted) {
        Set<String> names = new HashSet<>();
        tags.stream().filter(counted).forEach(tag -> names.add(tag.name()));
        return names;
    }

    private static <T> Set<String> single(@Nullable T holder, Function<T, String> value) {
        return holder == null ? Set.of() : Set.of(value.apply(holder));
    }

    private static String label(Row.Channel channel) {
        return Arrays.stream(new String[] {
                    "Telegram",
                    "Web",
                    "WhatsApp",
                    "Facebook",
                    "API",
                    "Slack",
                    "CommCare Connect",
                    "Evaluations",
                    "Embedded Widget",
                    "SureAdhere"
                })
                .filter(label ->
                        label.toLowerCase(Locale.ROOT).replace(' ', '_').equals(channel.platform()))
                .findFirst()
                .orElseThrow();
    }
}
