package ocs.pulse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TimedAnswersTest {
    private static final Question<String> ANY = new Question.OfView<>(Optional.of(""), view -> "");

    private final CountDownLatch slow = new CountDownLatch(1);
    private final AtomicBoolean isSlow = new AtomicBoolean();
    private final AtomicInteger interrupted = new AtomicInteger();
    private final FakeAnswers answers = new FakeAnswers() {
        @Override
        public <A> Answered<A> ask(long team, Question<A> question) {
            if (isSlow.get()) {
                try {
                    slow.await();
                } catch (InterruptedException stopped) {
                    interrupted.incrementAndGet();
                }
            }
            return super.ask(team, question);
        }
    };
    private final TimedAnswers timed = new TimedAnswers(answers, Duration.ofMillis(300), 2);

    @AfterEach
    void close() {
        slow.countDown();
        timed.close();
    }

    @Test
    void shouldGiveUpAQuestionThatTakesTooLongAndAnswerTheNext() {
        isSlow.set(true);
        assertThatThrownBy(() -> timed.ask(7, ANY)).isInstanceOf(NotReady.class).hasMessageContaining("0.3 s");
        await().until(() -> interrupted.get() == 1);
        isSlow.set(false);
        answers.value = "quick";
        assertThat(timed.ask(7, ANY).value()).isEqualTo("quick");
    }

    @Test
    void shouldPassOnWhatFails() {
        answers.failure = new NotReady("the first snapshot", Duration.ofSeconds(1));
        assertThatThrownBy(() -> timed.ask(7, ANY)).hasMessageContaining("the first snapshot");
    }
}
