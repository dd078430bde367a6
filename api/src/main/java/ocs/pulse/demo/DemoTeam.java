package ocs.pulse.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One team and what it owns, besides its conversations. */
record DemoTeam(
        long id,
        List<Chatbot> chatbots,
        Map<Platform, List<Long>> participants,
        List<Long> userTags,
        List<Long> versionTags,
        List<Long> ratings,
        long errorTag) {

    /** Where people write from. The global ones have one channel for the whole team. */
    enum Platform {
        WEB(true),
        API(true),
        EVALUATIONS(true),
        WHATSAPP(false),
        TELEGRAM(false);

        private final boolean global;

        Platform(boolean global) {
            this.global = global;
        }

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    record Channel(long id, Platform platform) {}

    /** A chatbot with its published versions, the oldest first. */
    record Chatbot(long id, List<Long> versions, List<Channel> channels) {}

    private static final int MOST_VERSIONS = 5;

    /** Adds a team with a chatbot for each name; the names of archived ones begin with {@code Old}. */
    static DemoTeam add(
            DemoTables tables,
            RandomGenerator random,
            Instant since,
            String name,
            String slug,
            List<String> chatbots,
            int people) {
        long team = tables.teams.add(since, since, name, slug);
        Maker maker = new Maker(tables, random, new DemoTalk(random), since, team, slug);
        Map<Platform, Channel> global = new EnumMap<>(Platform.class);
        for (Platform platform : Platform.values()) {
            if (platform.global) {
                global.put(platform, maker.channel(platform, null));
            }
        }
        List<Chatbot> made = new ArrayList<>();
        for (String chatbot : chatbots) {
            made.add(maker.chatbot(chatbot, List.copyOf(global.values())));
        }
        List<Long> versionTags = new ArrayList<>();
        for (int version = 1; version <= MOST_VERSIONS; version++) {
            versionTags.add(maker.tag("v" + version, true, "experiment_version"));
        }
        return new DemoTeam(
                team,
                List.copyOf(made),
                maker.people(people),
                List.of(
                        maker.tag("needs follow-up", false, ""),
                        maker.tag("good example", false, ""),
                        maker.tag("escalated", false, ""),
                        maker.tag("off topic", false, "")),
                List.copyOf(versionTags),
                List.of(maker.tag("+1", true, "response_rating"), maker.tag("-1", true, "response_rating")),
                maker.tag("pipeline error", true, "error"));
    }

    private record Maker(
            DemoTables tables, RandomGenerator random, DemoTalk talk, Instant since, long team, String slug) {

        Channel channel(Platform platform, @Nullable Long chatbot) {
            String name = slug + "-" + platform.label() + "-channel";
            long id = tables.channels.add(since, since, team, name, chatbot, false, "{}", uuid(), platform.label());
            return new Channel(id, platform);
        }

        Chatbot chatbot(String name, List<Channel> global) {
            boolean archived = name.startsWith("Old ");
            int published = 1 + random.nextInt(MOST_VERSIONS - 1);
            String description = name + ": answers questions of the people we work with.";
            long pipeline = 100 + random.nextInt(900);
            long id = tables.chatbots.add(
                    since, since, team, name, description, pipeline, uuid(), null, published + 1, false, archived);
            List<Long> versions = new ArrayList<>();
            for (int version = 1; version <= published; version++) {
                Instant at = since.plus(Duration.ofDays(20L * (version - 1)));
                versions.add(tables.chatbots.add(
                        at,
                        at,
                        team,
                        name,
                        description,
                        pipeline,
                        uuid(),
                        id,
                        version,
                        version == published,
                        archived));
            }
            List<Channel> channels = new ArrayList<>(global);
            for (Platform platform : Platform.values()) {
                if (!platform.global && random.nextInt(3) > 0) {
                    channels.add(channel(platform, id));
                }
            }
            return new Chatbot(id, List.copyOf(versions), List.copyOf(channels));
        }

        Map<Platform, List<Long>> people(int count) {
            Map<Platform, List<Long>> people = new EnumMap<>(Platform.class);
            for (int number = 0; number < count; number++) {
                // One person of each platform at least, evaluations seldom.
                Platform platform = number < Platform.values().length
                        ? Platform.values()[number]
                        : talk.one(List.of(
                                Platform.WEB, Platform.WHATSAPP, Platform.WHATSAPP, Platform.TELEGRAM, Platform.API));
                String identifier =
                        switch (platform) {
                            case WEB -> "person" + number + "@example.org";
                            case WHATSAPP -> "+1555" + (1_000_000 + number);
                            case TELEGRAM -> Integer.toString(700_000_000 + number);
                            case API, EVALUATIONS -> platform.label() + "-" + number;
                        };
                String remote = random.nextInt(3) == 0 ? "R-" + (10_000 + number) : "";
                people.computeIfAbsent(platform, none -> new ArrayList<>())
                        .add(tables.participants.add(
                                since, since, team, talk.person(), identifier, uuid(), platform.label(), remote));
            }
            return people;
        }

        long tag(String name, boolean system, String category) {
            String tagSlug = slug + "-" + category + "-" + name.replace(' ', '-');
            return tables.tags.add(since, since, team, name, tagSlug, system, category);
        }

        private UUID uuid() {
            return new UUID(random.nextLong(), random.nextLong());
        }
    }
}
