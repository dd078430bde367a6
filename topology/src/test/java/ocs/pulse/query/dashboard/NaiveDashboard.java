package ocs.pulse.query.dashboard;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ocs.pulse.change.PgTime;
import ocs.pulse.change.Placed;
import ocs.pulse.change.Row;
import ocs.pulse.golden.Placement;
import ocs.pulse.query.CodePoints;
import org.jspecify.annotations.Nullable;

/** The dashboard's definitions once more, over plain rows, with nothing in mind but being evident. */
public final class NaiveDashboard {
    private static final Map<String, String> LABELS = Map.of("", "User Defined", "error", "Error");

    private final long team;
    private final DashboardQuestion question;
    private final Placement placement;
    private final Map<Long, Row.Session> sessionOfChat = new HashMap<>();
    private final List<Row.Message> inWindow = new ArrayList<>();
    private final List<Row.Message> turns = new ArrayList<>();
    private final List<Row.Message> humans = new ArrayList<>();
    private final List<Row.Session> active = new ArrayList<>();

    public NaiveDashboard(long team, DashboardQuestion question, Placement placement) {
        this.team = team;
        this.question = question;
        this.placement = placement;
        rows(Row.Session.class).forEach(session -> sessionOfChat.put(session.chatId(), session));
        rows(Row.Message.class)
                .filter(message -> question.window().contains(message.createdAt()) && counts(message.chatId()))
                .sorted(Comparator.comparingLong(Row.Message::createdAt))
                .forEach(inWindow::add);
        inWindow.stream()
                .filter(message ->
                        message.type().equals("human") || message.type().equals("ai"))
                .forEach(turns::add);
        turns.stream().filter(message -> message.type().equals("human")).forEach(humans::add);
        turns.stream().map(this::sessionOf).filter(Objects::nonNull).distinct().forEach(active::add);
    }

    public Dashboard answer() {
        return new Dashboard(
                overview(),
                authors(humans),
                new PeriodActivity.SessionAnalytics(sessions(), authors(turns)),
                new PeriodActivity.MessageVolume(volume("human"), volume("ai"), totals()),
                bots(),
                engagement(),
                channels(),
                tags(),
                responses());
    }

    /** The part of the answer that a panel by itself gives. */
    public Object answer(DashboardPanel panel) {
        Dashboard whole = answer();
        return switch (panel) {
            case OVERVIEW -> whole.overview();
            case ACTIVE_PARTICIPANTS -> whole.activeParticipants();
            case SESSION_ANALYTICS -> whole.sessionAnalytics();
            case MESSAGE_VOLUME -> whole.messageVolume();
            case BOT_PERFORMANCE -> whole.botPerformance();
            case USER_ENGAGEMENT -> whole.userEngagement();
            case CHANNEL_BREAKDOWN -> whole.channelBreakdown();
            case TAG_ANALYTICS -> whole.tagAnalytics();
            case AVERAGE_RESPONSE_TIME -> whole.averageResponseTime();
        };
    }

    private <R extends Row> Stream<R> rows(Class<R> kind) {
        return placement.team(team).stream()
                .map(Placed::row)
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    private Row.@Nullable Session sessionOf(Row.Message message) {
        return sessionOfChat.get(message.chatId());
    }

    private @Nullable Long authorOf(Row.Message message) {
        Row.Session session = sessionOf(message);
        return session == null ? null : session.participantId();
    }

    private boolean counts(long chatId) {
        DashboardFilter filter = question.filter();
        Row.Session session = sessionOfChat.get(chatId);
        boolean counted = session == null
                ? filter.experiments().isEmpty()
                        && filter.channels().isEmpty()
                        && filter.participants().isEmpty()
                : session.teamId() == team
                        && !session.isSetup()
                        && !"evaluations".equals(session.platform())
                        && fits(filter.experiments(), session.experimentId())
                        && fits(filter.participants(), session.participantId())
                        && fits(filter.channels(), session.platform());
        return counted && (filter.tags().isEmpty() || isTagged(chatId));
    }

    private static <T> boolean fits(Set<T> wanted, @Nullable T value) {
        return wanted.isEmpty() || (value != null && wanted.contains(value));
    }

    private boolean isTagged(long chatId) {
        return placement.team(team).stream()
                .anyMatch(placed -> placed.chatId() == chatId
                        && placed.row() instanceof Row.Tagging tagging
                        && question.filter().tags().contains(tagging.tagId())
                        && isOfTeam(tagging));
    }

    private boolean isOfTeam(Row.Tagging tagging) {
        Row.Tag tag = placement.shared().tag(tagging.tagId());
        return tagging.teamId() == team && tag != null && tag.teamId() == team;
    }

    private boolean hasSession(Predicate<Row.Session> wanted) {
        return rows(Row.Session.class).anyMatch(wanted);
    }

    private List<Row.Experiment> experiments() {
        DashboardFilter filter = question.filter();
        List<Row.Experiment> listed = new ArrayList<>();
        for (Row.Experiment row : placement.shared().experiments()) {
            if (row.teamId() == team
                    && row.isWorking()
                    && !row.archived()
                    && fits(filter.experiments(), row.id())
                    && (filter.channels().isEmpty()
                            || filter.channels().stream().anyMatch(Set.of("web", "api", "evaluations")::contains)
                            || hasChannel(row.id()))
                    && (filter.participants().isEmpty()
                            || hasSession(session -> session.experimentId() == row.id()
                                    && fits(filter.participants(), session.participantId())))
                    && (filter.tags().isEmpty()
                            || hasSession(
                                    session -> session.experimentId() == row.id() && isTagged(session.chatId())))) {
                listed.add(row);
            }
        }
        listed.sort(
                Comparator.comparing(Row.Experiment::name, CodePoints::compare).thenComparing(Row.Experiment::id));
        return listed;
    }

    private boolean hasChannel(long experimentId) {
        for (Row.Channel channel : placement.shared().channels()) {
            if (!channel.deleted()
                    && Objects.equals(channel.experimentId(), experimentId)
                    && question.filter().channels().contains(channel.platform())) {
                return true;
            }
        }
        return false;
    }

    private int participants() {
        DashboardFilter filter = question.filter();
        return (int) rows(Row.Participant.class)
                .filter(row -> !row.platform().equals("evaluations")
                        && fits(filter.participants(), row.id())
                        && fits(filter.channels(), row.platform()))
                .filter(row -> filter.experiments().isEmpty()
                        || hasSession(session -> Objects.equals(session.participantId(), row.id())
                                && filter.experiments().contains(session.experimentId())))
                .filter(row -> filter.tags().isEmpty()
                        || hasSession(session ->
                                Objects.equals(session.participantId(), row.id()) && isTagged(session.chatId())))
                .count();
    }

    private Overview.Result overview() {
        List<Row.Experiment> listed = experiments();
        long ended =
                active.stream().filter(session -> session.endedAt() != null).count();
        int authors = (int) humans.stream()
                .map(this::authorOf)
                .filter(Objects::nonNull)
                .distinct()
                .count();
        int size = active.size();
        return new Overview.Result(
                listed.size(),
                participants(),
                size,
                turns.size(),
                (int) listed.stream()
                        .filter(row -> active.stream().anyMatch(session -> session.experimentId() == row.id()))
                        .count(),
                authors,
                ended,
                size == 0 ? 0 : 100.0 * ended / size,
                size == 0 ? 0 : (double) turns.size() / size,
                authors == 0 ? 0 : (double) size / authors);
    }

    private String period(long time) {
        ZoneId zone = question.zone();
        ZonedDateTime local = PgTime.toInstant(time).atZone(zone);
        LocalDate date = local.toLocalDate();
        return switch (question.granularity()) {
            case HOURLY ->
                PgTime.format(PgTime.of(local.truncatedTo(ChronoUnit.HOURS).toInstant()));
            case DAILY -> date.toString();
            case WEEKLY -> start(date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
            case MONTHLY -> start(date.withDayOfMonth(1));
        };
    }

    private String start(LocalDate date) {
        Instant start = date.atStartOfDay(question.zone()).toInstant();
        return PgTime.format(PgTime.of(start));
    }

    private TreeMap<String, List<Row.Message>> byPeriod(List<Row.Message> messages) {
        return messages.stream()
                .collect(Collectors.groupingBy(
                        message -> period(message.createdAt()), TreeMap::new, Collectors.toList()));
    }

    private <R> List<R> each(List<Row.Message> messages, Function<Map.Entry<String, List<Row.Message>>, R> row) {
        return byPeriod(messages).entrySet().stream().map(row).toList();
    }

    private List<PeriodActivity.Authors> authors(List<Row.Message> messages) {
        return each(
                messages,
                entry -> new PeriodActivity.Authors(entry.getKey(), (int) entry.getValue().stream()
                        .filter(message -> message.type().equals("human"))
                        .map(this::authorOf)
                        .filter(Objects::nonNull)
                        .distinct()
                        .count()));
    }

    private List<PeriodActivity.Sessions> sessions() {
        return each(
                turns,
                entry -> new PeriodActivity.Sessions(entry.getKey(), (int) entry.getValue().stream()
                        .map(this::sessionOf)
                        .filter(Objects::nonNull)
                        .distinct()
                        .count()));
    }

    private List<PeriodActivity.Count> volume(String type) {
        return each(inWindow, entry -> new PeriodActivity.Count(entry.getKey(), count(entry.getValue(), type)));
    }

    private List<PeriodActivity.Total> totals() {
        return each(inWindow, entry -> {
            int human = count(entry.getValue(), "human");
            int ai = count(entry.getValue(), "ai");
            return new PeriodActivity.Total(entry.getKey(), human, ai, human + ai);
        });
    }

    private static int count(List<Row.Message> messages, String type) {
        return (int)
                messages.stream().filter(message -> message.type().equals(type)).count();
    }

    private BotPerformance.Result bots() {
        List<BotPerformance.Line> lines = new ArrayList<>();
        for (Row.Experiment row : experiments()) {
            List<Row.Session> own = active.stream()
                    .filter(session -> session.experimentId() == row.id())
                    .toList();
            List<Row.Session> ended =
                    own.stream().filter(session -> session.endedAt() != null).toList();
            long messages =
                    turns.stream().filter(turn -> own.contains(sessionOf(turn))).count();
            lines.add(new BotPerformance.Line(
                    row.id(),
                    row.name(),
                    (int) own.stream()
                            .map(Row.Session::participantId)
                            .filter(Objects::nonNull)
                            .distinct()
                            .count(),
                    own.size(),
                    messages,
                    ended.stream()
                            .mapToDouble(NaiveDashboard::minutes)
                            .average()
                            .orElse(0),
                    own.isEmpty() ? 0 : (double) ended.size() / own.size(),
                    own.isEmpty() ? 0 : (double) messages / own.size()));
        }
        BotOrder order = question.bots();
        Comparator<BotPerformance.Line> byMetric = Comparator.comparingDouble(line -> metric(order.column(), line));
        lines.sort(order.direction().equalsIgnoreCase("desc") ? byMetric.reversed() : byMetric);
        int size = order.pageSize();
        int pages = (lines.size() + size - 1) / size;
        return new BotPerformance.Result(
                lines.stream()
                        .skip((long) size * (order.page() - 1))
                        .limit(size)
                        .toList(),
                lines.size(),
                order.page(),
                size,
                pages,
                order.page() < pages,
                order.page() > 1,
                order.column(),
                order.direction());
    }

    private static double metric(String column, BotPerformance.Line line) {
        return switch (column) {
            case "participants" -> line.participants();
            case "sessions" -> line.sessions();
            case "messages" -> line.messages();
            case "avg_session_duration" -> line.avgSessionDuration();
            case "completion_rate" -> line.completionRate();
            case "avg_messages_per_session" -> line.avgMessagesPerSession();
            default -> throw new IllegalArgumentException(column);
        };
    }

    private static Numbers numbers(double[] values) {
        Numbers numbers = new Numbers();
        Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).forEach(numbers::add);
        return numbers;
    }

    private static double minutes(Row.Session session) {
        return (Objects.requireNonNull(session.endedAt()) - session.createdAt()) / 1e6 / 60;
    }

    private UserEngagement.Result engagement() {
        Map<Long, List<Row.Message>> byAuthor = new HashMap<>();
        for (Row.Message human : humans) {
            Long author = authorOf(human);
            if (author != null) {
                byAuthor.computeIfAbsent(author, none -> new ArrayList<>()).add(human);
            }
        }
        List<UserEngagement.Author> authors = new ArrayList<>();
        byAuthor.forEach((id, messages) -> authors.add(new UserEngagement.Author(
                id,
                nameOf(id),
                messages.size(),
                (int) messages.stream().map(this::sessionOf).distinct().count(),
                PgTime.format(messages.get(messages.size() - 1).createdAt()))));
        authors.sort(Comparator.comparingInt(UserEngagement.Author::totalMessages)
                .reversed()
                .thenComparingLong(UserEngagement.Author::participantId));
        double[] minutes = active.stream()
                .filter(session -> session.endedAt() != null)
                .mapToDouble(NaiveDashboard::minutes)
                .toArray();
        return new UserEngagement.Result(
                authors.stream().limit(question.limit()).toList(), Histogram.of(numbers(minutes)));
    }

    private String nameOf(long id) {
        return rows(Row.Participant.class)
                .filter(row -> row.id() == id)
                .map(row -> row.name().isEmpty() ? row.identifier() : row.name())
                .findFirst()
                .orElse("");
    }

    private ChannelBreakdown.Result channels() {
        Set<String> platforms = new TreeSet<>();
        for (Row.Channel channel : placement.shared().channels()) {
            if (channel.teamId() == team && !channel.deleted()) {
                platforms.add(channel.platform());
            }
        }
        List<ChannelBreakdown.Platform> rows = platforms.stream()
                .map(platform -> new ChannelBreakdown.Platform(
                        platform,
                        active.stream()
                                .filter(session -> platform.equals(session.platform()))
                                .count()))
                .toList();
        long total =
                rows.stream().mapToLong(ChannelBreakdown.Platform::sessions).sum();
        return new ChannelBreakdown.Result(rows, new ChannelBreakdown.Totals(total));
    }

    private TagAnalytics.Result tags() {
        Set<Long> counted = new HashSet<>();
        inWindow.forEach(message -> counted.add(message.id()));
        TagAnalytics.Result none = new TagAnalytics.Result(new TreeMap<>(CodePoints::compare), 0);
        long total = 0;
        for (Placed placed : placement.team(team)) {
            if (placed.row() instanceof Row.Tagging tagging
                    && counted.contains(placed.messageId())
                    && isOfTeam(tagging)) {
                Row.Tag tag = Objects.requireNonNull(placement.shared().tag(tagging.tagId()));
                if (!tag.isVersion()) {
                    String label = LABELS.getOrDefault(tag.category(), tag.category());
                    none.tagCategories()
                            .computeIfAbsent(label, key -> new TreeMap<>(CodePoints::compare))
                            .merge(tag.name(), 1L, Long::sum);
                    total++;
                }
            }
        }
        return new TagAnalytics.Result(none.tagCategories(), total);
    }

    private List<AverageResponseTime.Mean> responses() {
        Set<Long> ids = active.stream().map(Row.Session::id).collect(Collectors.toSet());
        return rows(Row.Trace.class)
                .filter(trace -> trace.sessionId() != null && ids.contains(trace.sessionId()))
                .filter(trace -> trace.timestamp() != PgTime.INFINITY)
                .collect(Collectors.groupingBy(
                        trace -> period(trace.timestamp()),
                        TreeMap::new,
                        Collectors.averagingLong(Row.Trace::durationMs)))
                .entrySet()
                .stream()
                .map(entry -> new AverageResponseTime.Mean(entry.getKey(), Ratios.round(entry.getValue() / 1000, 2)))
                .toList();
    }
}
