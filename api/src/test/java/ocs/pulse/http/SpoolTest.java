package ocs.pulse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SpoolTest {

    @Test
    void shouldGiveWhatWasWrittenOnce() throws Exception {
        byte[] bytes = new byte[3_000_000];
        new Random(7).nextBytes(bytes);
        Spool spool = new Spool();
        spool.in().write(bytes, 0, 1_000_000);
        spool.in().write(bytes, 1_000_000, 2_000_000);
        try (InputStream read = spool.out()) {
            assertThat(read.readAllBytes()).isEqualTo(bytes);
        }
        assertThatThrownBy(spool::out).as("its space is free again").isInstanceOf(UncheckedIOException.class);
        spool.close();
    }
}
