package ocs.pulse.verify;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What a team is asked: everything without filters, and random filters over what it has. */
final class Questions {
    private static final List<String> CHOICE = List.of("any of", "all of", "excludes");
    private static final List<String> TIME = List.of("on", "before", "after", "range");
    private static final List<String> GRANULARITIES = List.of("hourly", "daily", "weekly", "monthly");
    private static final List<String> ZONES = List.of("UTC", "UTC", "Asia/Kathmandu");
    private static final List<Duration> LENGTHS =
            List.of(Duration.ofHours(5), Duration.ofDays(1), Duration.ofDays(7), Duration.ofDays(30));
    private static final List<String> RANGES = List.of("90m", "12h", "7d", "30d", "400d");
    private static final int FIRST_ROWS = 100;

    private final Material material;
    private final boolean similarity;
    private final Random random;
    private final Instant now;

    /** @param similarity whether the source can compare names by trigrams */
    Questions(Material material, boolean similarity, Random random, Instant now) {
        this.material = material;
        this.similarity = similarity;
        this.random = random;
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
    }

    /** Everything without filters, sessions aside, which go page by page. */
    List<Question> whole() {
        List<Question> questions = new ArrayList<>();
        Instant tomorrow = now.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
        Instant begin = material.first().minus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.DAYS);
        for (String panel : Question.Panel.NAMES) {
            questions.add(panel(panel, tomorrow.minus(31, ChronoUnit.DAYS), tomorrow, "daily", Question.Filter.NONE));
            if (begin.isBefore(tomorrow.minus(31, ChronoUnit.DAYS))) {
                questions.add(panel(panel, begin, tomorrow, "daily", Question.Filter.NONE));
            }
        }
        questions.add(new Question.Chatbots(true, null, now.toString()));
        questions.add(new Question.Chatbots(
                false, null, material.lastTrace().plusSeconds(1).toString()));
        questions.add(new Question.Choices(""));
        questions.add(new Question.Sessions(false, List.of(), now.toString(), 1));
        questions.add(new Question.Sessions(true, List.of(), now.toString(), FIRST_ROWS));
        questions.add(new Question.SessionKeys(List.of(), now.toString()));
        return questions;
    }

    /** Each panel and each session filter once, with values drawn anew. */
    List<Question> sampled() {
        List<Question> questions = new ArrayList<>();
        for (String panel : Question.Panel.NAMES) {
            Instant start = between(material.first().minus(1, ChronoUnit.HOURS), material.last());
            Instant end = start.plus(one(LENGTHS));
            questions.add(new Question.Panel(
                    panel, start.toString(), end.toString(), one(GRANULARITIES), filter(), one(ZONES)));
        }
        for (Question.Triplet triplet : triplets()) {
            List<Question.Triplet> filters = new ArrayList<>(List.of(triplet));
            if (random.nextInt(3) == 0) {
                other(triplet.column()).ifPresent(filters::add);
            }
            questions.add(
                    random.nextInt(4) == 0
                            ? new Question.SessionKeys(filters, now.toString())
                            : new Question.Sessions(random.nextInt(3) == 0, filters, now.toString(), FIRST_ROWS));
        }
        if (!material.identifiers().isEmpty()) {
            questions.add(new Question.Choices(part(one(material.identifiers()), 0, 2)));
        }
        if (similarity && !material.tagNames().isEmpty()) {
            questions.add(new Question.Chatbots(true, "assistant " + one(material.tagNames()), now.toString()));
        }
        return questions;
    }

    private static Question.Panel panel(
            String name, Instant start, Instant end, String granularity, Question.Filter filter) {
        return new Question.Panel(name, start.toString(), end.toString(), granularity, filter);
    }

    private Question.Filter filter() {
        return new Question.Filter(
                some(material.experiments()),
                some(material.platforms()),
                some(material.participants()),
                some(material.tags()));
    }

    /** One to three of them, or null: a filter that is not given. */
    private <T> @Nullable List<T> some(List<T> all) {
        return all.isEmpty() || random.nextInt(3) > 0 ? null : few(all);
    }

    private <T> List<T> few(List<T> all) {
        List<T> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        return List.copyOf(shuffled.subList(0, Math.min(all.size(), 1 + random.nextInt(3))));
    }

    private List<Question.Triplet> triplets() {
        List<Question.Triplet> all = new ArrayList<>();
        List<String> identifiers = material.identifiers().stream()
                .filter(identifier -> !identifier.isEmpty())
                .toList();
        if (!identifiers.isEmpty()) {
            all.add(new Question.Triplet("participant", "equals", List.of(one(identifiers))));
        }
        texts(all, "participant", List.of("any of"), material.identifiers());
        material.identifiers().stream()
                .filter(identifier -> identifier.matches("\\p{ASCII}{2,}"))
                .findFirst()
                .ifPresent(identifier -> participant(all, identifier));
        for (String column : List.of("first_message", "last_message", "message_date")) {
            TIME.forEach(operator -> all.add(new Question.Triplet(column, operator, List.of(time(operator)))));
        }
        texts(all, "tags", CHOICE, material.tagNames());
        texts(all, "versions", CHOICE, material.versionNames());
        texts(
                all,
                "channels",
                CHOICE,
                material.platforms().stream()
                        .flatMap(platform -> Labels.of(platform).stream())
                        .toList());
        texts(
                all,
                "experiment",
                CHOICE,
                material.experiments().stream().map(String::valueOf).toList());
        texts(all, "state", CHOICE, material.statuses());
        texts(all, "remote_id", CHOICE, material.remoteIds());
        return all;
    }

    private void participant(List<Question.Triplet> all, String identifier) {
        int length = identifier.length();
        all.add(new Question.Triplet("participant", "contains", List.of(part(identifier, 1, 3))));
        all.add(new Question.Triplet("participant", "does not contain", List.of(part(identifier, 1, 3))));
        all.add(new Question.Triplet("participant", "starts with", List.of(part(identifier, 0, 2))));
        all.add(new Question.Triplet("participant", "ends with", List.of(part(identifier, length - 2, length))));
    }

    private void texts(List<Question.Triplet> all, String column, List<String> operators, List<String> values) {
        if (!values.isEmpty()) {
            operators.forEach(operator -> all.add(new Question.Triplet(column, operator, few(values))));
        }
    }

    private java.util.Optional<Question.Triplet> other(String column) {
        List<Question.Triplet> others = triplets().stream()
                .filter(triplet -> !triplet.column().equals(column))
                .toList();
        return others.isEmpty() ? java.util.Optional.empty() : java.util.Optional.of(one(others));
    }

    private String time(String operator) {
        return operator.equals("range")
                ? one(RANGES)
                : between(material.first(), material.last()).toString().substring(0, 10);
    }

    private Instant between(Instant first, Instant last) {
        long seconds = Math.max(1, Duration.between(first, last).toSeconds());
        return first.plusSeconds(random.nextLong(seconds));
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static String part(String text, int from, int to) {
        return text.substring(Math.min(from, text.length()), Math.min(to, text.length()));
    }
}
