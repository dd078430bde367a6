package ocs.pulse.http;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Answers within a time, or a {@link NotReady}. A question that takes longer is interrupted, which ends its waiting but not
 * its counting; while as many as there are threads go on counting, further ones are turned away at once.
 */
public final class TimedAnswers implements TeamAnswers, AutoCloseable {
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final TeamAnswers answers;
    private final Duration limit;
    private final ThreadPoolExecutor threads;

    /** @param most questions that are worked on at the same time */
    public TimedAnswers(TeamAnswers answers, Duration limit, int most) {
        this(answers, limit, threads(most));
    }

    private TimedAnswers(TeamAnswers answers, Duration limit, ThreadPoolExecutor threads) {
        this.answers = answers;
        this.limit = limit;
        this.threads = threads;
    }

    private static ThreadPoolExecutor threads(int most) {
        AtomicInteger number = new AtomicInteger();
        return new ThreadPoolExecutor(
                0,
                most,
                30,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                work -> new Thread(work, "question-" + number.incrementAndGet()));
    }

    @Override
    public OptionalLong find(String slug) {
        return answers.find(slug);
    }

    @Override
    public Answered<SortedMap<String, String>> teams() {
        return answers.teams();
    }

    @Override
    public <A> Answered<A> ask(long team, Question<A> question) {
        return within(() -> answers.ask(team, question));
    }

    @Override
    public Answered<String> version(long team) {
        return within(() -> answers.version(team));
    }

    @Override
    public boolean await(long team, long lsn, Duration patience) throws InterruptedException {
        return answers.await(team, lsn, patience);
    }

    @Override
    public void listen(long team, Runnable listener) {
        answers.listen(team, listener);
    }

    @Override
    public void unlisten(long team, Runnable listener) {
        answers.unlisten(team, listener);
    }

    @Override
    public List<Owner> owners(long team) {
        return answers.owners(team);
    }

    @Override
    public List<URI> others() {
        return answers.others();
    }

    @Override
    public TeamAnswers standby() {
        return new TimedAnswers(answers.standby(), limit, threads);
    }

    private <A> A within(Supplier<A> work) {
        Future<A> answer = start(work);
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            answer.cancel(true);
            throw new NotReady("an answer that took longer than " + limit.toMillis() / 1000.0 + " s", RETRY);
        } catch (InterruptedException stopping) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new NotReady("the program, which is stopping", RETRY);
        } catch (ExecutionException failed) {
            throw unchecked(Objects.requireNonNull(failed.getCause()));
        }
    }

    private <A> Future<A> start(Supplier<A> work) {
        try {
            @Nullable Map<String, String> names = MDC.getCopyOfContextMap();
            return threads.submit(() -> named(names, work));
        } catch (RejectedExecutionException full) {
            throw new NotReady("a free thread; " + threads.getMaximumPoolSize() + " questions are worked on", RETRY);
        }
    }

    /** So that what is logged on the way bears the request's id. */
    private static <A> A named(@Nullable Map<String, String> names, Supplier<A> work) {
        MDC.setContextMap(names == null ? Map.of() : names);
        try {
            return work.get();
        } finally {
            MDC.clear();
        }
    }

    private static RuntimeException unchecked(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException runtime ? runtime : new IllegalStateException(cause);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
