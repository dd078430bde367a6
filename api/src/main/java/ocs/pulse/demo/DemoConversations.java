package ocs.pulse.demo;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import ocs.pulse.demo.DemoTeam.Channel;
import ocs.pulse.demo.DemoTeam.Chatbot;
import ocs.pulse.demo.DemoTeam.Platform;

/** Past conversations of a team: more of them lately, by day and on weekdays. */
final class DemoConversations {

    private static final Duration HISTORY = Duration.ofDays(120);

    private final DemoTables tables;
    private final RandomGenerator random;
    private final DemoTalk talk;
    private final Instant now;

    DemoConversations(DemoTables tables, RandomGenerator random, Instant now) {
        this.tables = tables;
        this.random = random;
        this.talk = new DemoTalk(random);
        this.now = now;
    }

    /** When the history begins. */
    static Instant beginning(Instant now) {
        return now.minus(HISTORY);
    }

    /** Adds this many conversations, in the order of their start. */
    void add(DemoTeam team, int count) {
        List<Instant> starts = new ArrayList<>();
        while (starts.size() < count) {
            starts.add(start());
        }
        starts.stream().sorted().forEach(start -> conversation(team, start));
    }

    private Instant start() {
        while (true) {
            double share = Math.sqrt(random.nextDouble());
            Instant at = beginning(now).plusMillis((long) (HISTORY.toMillis() * share));
            ZonedDateTime time = at.atZone(ZoneOffset.UTC);
            boolean night = time.getHour() < 6 || time.getHour() > 21;
            boolean weekend = time.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0;
            if (random.nextDouble() < (night ? 0.15 : 1.0) * (weekend ? 0.4 : 1.0)) {
                return at;
            }
        }
    }

    private void conversation(DemoTeam team, Instant start) {
        double popularity = random.nextDouble();
        Chatbot chatbot = team.chatbots().get((int) (team.chatbots().size() * popularity * popularity));
        Channel channel = channel(chatbot);
        List<Long> people = team.participants().get(channel.platform());
        if (people == null) {
            return;
        }
        long participant = talk.one(people);
        int version = 1 + random.nextInt(chatbot.versions().size());
        long chat = tables.chats.add(start, start, team.id(), "Conversation", "{}");
        boolean onlySetUp = random.nextInt(40) == 0;
        int turns = onlySetUp ? 0 : 1 + (int) Math.min(40, -5.0 * Math.log(1 - random.nextDouble()));
        boolean ended = !onlySetUp && random.nextInt(3) == 0;
        List<Exchange> exchanges = exchanges(chat, start, turns);
        Instant last = exchanges.isEmpty()
                ? start
                : exchanges.get(exchanges.size() - 1).answered();
        Instant end = ended ? earlier(last.plusSeconds(random.nextInt(600)), now) : null;
        long session = tables.sessions.add(
                start,
                last,
                team.id(),
                uuid(),
                participant,
                onlySetUp ? "setup" : ended ? "complete" : "active",
                onlySetUp ? null : start,
                end,
                chatbot.id(),
                chat,
                "",
                channel.id(),
                "{}",
                channel.platform().label(),
                "{" + version + "}",
                exchanges.isEmpty() ? null : last);
        for (Exchange exchange : exchanges) {
            annotate(team, chatbot, version, session, participant, exchange);
        }
        if (random.nextInt(12) == 0) {
            tag(team, last, tables.chatType, chat, talk.one(team.userTags()));
        }
    }

    private Channel channel(Chatbot chatbot) {
        Channel channel = talk.one(chatbot.channels());
        boolean seldom = channel.platform() == Platform.EVALUATIONS || channel.platform() == Platform.API;
        return seldom && random.nextInt(4) > 0 ? channel(chatbot) : channel;
    }

    /** A question and its answer. */
    private record Exchange(long question, long answer, Instant asked, Instant answered, boolean failed) {}

    private List<Exchange> exchanges(long chat, Instant start, int turns) {
        List<Exchange> exchanges = new ArrayList<>();
        Instant asked = start.plusMillis(random.nextInt(20_000));
        for (int turn = 0; turn < turns; turn++) {
            Instant answered = asked.plusMillis(800 + random.nextInt(9_000));
            if (answered.isAfter(now)) {
                break;
            }
            boolean failed = random.nextInt(40) == 0;
            long question = message(chat, asked, "human", talk.question(), "{}");
            long answer = message(
                    chat,
                    answered,
                    "ai",
                    failed ? talk.apology() : talk.answer(),
                    "{\"trace_info\": [{\"trace_id\": \"" + Long.toHexString(random.nextLong()) + "\"}]}");
            exchanges.add(new Exchange(question, answer, asked, answered, failed));
            Duration pause =
                    random.nextInt(25) == 0 ? Duration.ofHours(1 + random.nextInt(30)) : Duration.ofSeconds(15);
            asked = answered.plus(pause).plusMillis(random.nextInt(180_000));
        }
        return exchanges;
    }

    private long message(long chat, Instant at, String type, String content, String metadata) {
        return tables.messages.add(at, at, chat, type, content, "{}", metadata);
    }

    private void annotate(
            DemoTeam team, Chatbot chatbot, int version, long session, long participant, Exchange exchange) {
        Instant at = exchange.answered();
        tag(team, at, tables.messageType, exchange.answer(), team.versionTags().get(version - 1));
        if (exchange.failed()) {
            tag(team, at, tables.messageType, exchange.answer(), team.errorTag());
        }
        if (random.nextInt(20) == 0) {
            tag(team, at, tables.messageType, exchange.answer(), talk.one(team.ratings()));
        }
        if (random.nextInt(100) == 0) {
            tag(team, at, tables.messageType, exchange.question(), talk.one(team.userTags()));
        }
        tables.traces.add(
                exchange.asked(),
                uuid(),
                exchange.failed() ? "error" : "success",
                random.nextInt(10) == 0 ? chatbot.versions().get(version - 1) : Long.valueOf(chatbot.id()),
                session,
                participant,
                exchange.question(),
                exchange.answer(),
                team.id(),
                Duration.between(exchange.asked(), at).toMillis(),
                "{}",
                "{}",
                version);
    }

    private void tag(DemoTeam team, Instant at, long contentType, long object, long tag) {
        tables.taggings.add(at, at, team.id(), contentType, object, tag);
    }

    private UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
