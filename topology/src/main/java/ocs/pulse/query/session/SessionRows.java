package ocs.pulse.query.session;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import ocs.pulse.change.PgTime;
import ocs.pulse.change.Row;
import ocs.pulse.query.table.KeptOrder;
import ocs.pulse.query.table.RowOrder;
import ocs.pulse.query.table.Rows;
import ocs.pulse.query.table.SortKey;
import ocs.pulse.view.TeamView;
import org.jspecify.annotations.Nullable;

/** Sessions of one view, by the ordinals of their conversations. */
final class SessionRows implements Rows<SessionRow> {
    static final Set<String> SORTABLE = Set.of(
            "id",
            "external_id",
            "experiment_id",
            "experiment_name",
            "participant_id",
            "participant_identifier",
            "participant_name",
            "participant_remote_id",
            "platform",
            "status",
            "created_at",
            "ended_at",
            "first_message",
            "last_message",
            "message_count",
            "versions",
            "tags");

    /** Columns whose texts stand in the small tables. */
    private static final Set<String> SHARED = Set.of("experiment_name", "platform", "versions", "tags");

    /** So many rows, if they are few of all, are sorted for each question. */
    private static final int FEW = 1_000;

    private static final int FEW_OF_ALL = 32;

    private final TeamView view;
    private final BitSet conversations;
    private final NameLists versions;
    private final NameLists tags;
    private final Map<Long, Optional<String>> experimentNames = new HashMap<>();

    SessionRows(TeamView view, BitSet conversations) {
        this.view = view;
        this.conversations = conversations;
        this.versions = new NameLists(view, Row.Tag::isVersion);
        this.tags = new NameLists(view, tag -> true);
    }

    @Override
    public BitSet matching() {
        return conversations;
    }

    @Override
    public int[] ordered(RowOrder order) {
        if (conversations.cardinality() <= Math.min(FEW, view.conversationBound() / FEW_OF_ALL)) {
            return Rows.super.ordered(order);
        }
        Object names = SHARED.contains(order.sort().column()) ? view.shared() : SHARED;
        return view.kept(order.sort(), KeptOrder.class, KeptOrder::new).of(view, order, names);
    }

    @Override
    public long id(int conversation) {
        return view.sessionId(conversation);
    }

    @Override
    public SortKey key(String column) {
        return switch (column) {
            case "id" -> new SortKey.Numbers(view::sessionId, TeamView.NONE);
            case "external_id" -> new SortKey.Texts(view::externalId);
            case "experiment_id" -> new SortKey.Numbers(view::experimentId, TeamView.NONE);
            case "experiment_name" -> new SortKey.Texts(this::experimentName);
            case "participant_id" -> new SortKey.Numbers(view::participantId, TeamView.NONE);
            case "participant_identifier" -> participant(Row.Participant::identifier);
            case "participant_name" -> participant(Row.Participant::name);
            case "participant_remote_id" -> participant(Row.Participant::remoteId);
            case "platform" -> new SortKey.Texts(view::platform);
            case "status" -> new SortKey.Texts(view::status);
            case "created_at" -> new SortKey.Numbers(view::createdAt, TeamView.NEVER);
            case "ended_at" -> new SortKey.Numbers(view::endedAt, TeamView.NEVER);
            case "first_message" -> new SortKey.Numbers(this::firstMessage, TeamView.NEVER);
            case "last_message" -> new SortKey.Numbers(this::lastMessage, TeamView.NEVER);
            case "message_count" -> new SortKey.Numbers(this::messageCount, TeamView.NONE);
            case "versions" -> new SortKey.Texts(conversation -> versions.key(versions(conversation)));
            case "tags" ->
                new SortKey.Texts(conversation ->
                        tags.key(tags.of(view.chatTags(conversation).ordinal())));
            default -> throw new IllegalArgumentException("No column " + column);
        };
    }

    @Override
    public SessionRow row(int conversation) {
        Row.Participant participant = participant(conversation);
        long participantId = view.participantId(conversation);
        return new SessionRow(
                view.sessionId(conversation),
                view.externalId(conversation),
                view.experimentId(conversation),
                experimentName(conversation),
                participantId == TeamView.NONE ? null : participantId,
                participant == null ? null : participant.identifier(),
                participant == null ? null : participant.name(),
                participant == null ? null : participant.remoteId(),
                view.platform(conversation),
                view.status(conversation),
                PgTime.format(view.createdAt(conversation)),
                time(view.endedAt(conversation)),
                time(firstMessage(conversation)),
                time(lastMessage(conversation)),
                messageCount(conversation),
                versions.names(versions(conversation)),
                tags.names(tags.of(view.chatTags(conversation).ordinal())));
    }

    private static @Nullable String time(long time) {
        return time == TeamView.NEVER ? null : PgTime.format(time);
    }

    /** Looks each participant up once, however many sessions it has. */
    private SortKey participant(Function<Row.Participant, String> column) {
        Row.@Nullable Participant[] known = new Row.Participant[view.participantBound()];
        return new SortKey.Texts(conversation -> {
            int ordinal = view.participantOrdinal(conversation);
            if (ordinal < 0) {
                return null;
            }
            Row.Participant participant = known[ordinal];
            if (participant == null) {
                participant = participant(conversation);
                known[ordinal] = participant;
            }
            return participant == null ? null : column.apply(participant);
        });
    }

    private Row.@Nullable Participant participant(int conversation) {
        long id = view.participantId(conversation);
        return id == TeamView.NONE ? null : view.participant(id);
    }

    private @Nullable String experimentName(int conversation) {
        return experimentNames
                .computeIfAbsent(
                        view.experimentId(conversation),
                        id -> Optional.ofNullable(view.shared().experiment(id)).map(Row.Experiment::name))
                .orElse(null);
    }

    private long firstMessage(int conversation) {
        return messageCount(conversation) == 0 ? TeamView.NEVER : view.firstMessage(conversation);
    }

    private long lastMessage(int conversation) {
        return messageCount(conversation) == 0 ? TeamView.NEVER : view.lastMessage(conversation);
    }

    private int messageCount(int conversation) {
        return view.messageEnd(conversation) - view.messageStart(conversation);
    }

    private int versions(int conversation) {
        int found = 0;
        int end = view.messageEnd(conversation);
        for (int message = view.messageStart(conversation); message < end; message++) {
            found = versions.union(found, versions.of(view.messageTagSet(message)));
        }
        return found;
    }
}
