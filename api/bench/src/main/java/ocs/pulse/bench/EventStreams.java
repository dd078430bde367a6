package ocs.pulse.bench;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What answers take while 1,000 clients have the dashboard's event stream open, and while it moves twice a second. */
final class EventStreams implements Piece {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int CHANGES_A_SECOND = 2;

    @Override
    public void run(Course course) throws Exception {
        int clients = course.quick() ? 20 : 1_000;
        reads(course, "sessions, page 1", Report.PULSE);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(threads)
                .build();
        List<Client> open = new ArrayList<>();
        AtomicLong events = new AtomicLong();
        try (Writer writer = Writer.of(course)) {
            long start = System.nanoTime();
            for (int i = 0; i < clients; i++) {
                open.add(Client.open(client, course, events));
            }
            await(events, clients);
            course.report()
                    .add(Measured.once(
                            "streams",
                            "until each of " + clients + " clients has its first event",
                            Report.PULSE,
                            (System.nanoTime() - start) / 1e6));
            reads(course, "sessions, page 1", clients + " idle streams");
            long before = events.get();
            long from = System.nanoTime();
            try (Schedule changes = new Schedule(CHANGES_A_SECOND, writer::write)) {
                reads(course, "sessions, page 1", clients + " streams that move");
                changes.stop();
            }
            course.report()
                    .figure(
                            "streams: events a second meanwhile",
                            (events.get() - before) * 1e9 / (System.nanoTime() - from));
        } finally {
            open.forEach(Client::close);
            threads.shutdownNow();
        }
    }

    private static void reads(Course course, String what, String who) throws Exception {
        AtomicLong questions = new AtomicLong();
        course.report().add(Measured.of("streams", what, who, course.ours().time(() -> course.http()
                .get("/api/teams/large/sessions?page=1&now=" + Span.END.plusMillis(questions.incrementAndGet())))));
    }

    private static void await(AtomicLong events, long wanted) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (events.get() < wanted) {
            if (System.nanoTime() > until) {
                throw new BenchFailed(events + " first events of " + wanted);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    /** One who listens; counts whole events. */
    private static final class Client implements Flow.Subscriber<String> {
        private final AtomicLong events;
        private Flow.@Nullable Subscription subscription;

        private Client(AtomicLong events) {
            this.events = events;
        }

        static Client open(HttpClient http, Course course, AtomicLong events) {
            Client client = new Client(events);
            HttpRequest request = HttpRequest.newBuilder(
                            course.http().base().resolve("/api/teams/large/dashboard/stream?date_range=30"))
                    .build();
            CompletableFuture<?> unused = http.sendAsync(request, answer -> {
                if (answer.statusCode() != 200) {
                    throw new BenchFailed("A stream answered " + answer.statusCode());
                }
                return HttpResponse.BodySubscribers.fromLineSubscriber(client);
            });
            return client;
        }

        @Override
        public void onSubscribe(Flow.Subscription opened) {
            subscription = opened;
            opened.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            if (line.startsWith("data:")) {
                events.incrementAndGet();
            }
        }

        @Override
        public void onError(Throwable thrown) {}

        @Override
        public void onComplete() {}

        void close() {
            if (subscription != null) {
                subscription.cancel();
            }
        }
    }
}
