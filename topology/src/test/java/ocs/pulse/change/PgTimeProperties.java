package ocs.pulse.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PgTimeProperties {
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'");

    /** Between them lie all timestamps that Postgres can hold. */
    private static final long LEAST = -211_813_488_000_000_000L;

    private static final long MOST = 9_223_371_331_200_000_000L - 1;

    @Property
    void shouldWriteEveryTimeAsTheLibraryDoes(@ForAll @LongRange(min = LEAST, max = MOST) long time) {
        assertThat(PgTime.format(time))
                .isEqualTo(ISO.format(PgTime.toInstant(time).atOffset(ZoneOffset.UTC)));
    }

    @Property
    void shouldReadWhatItWrites(@ForAll @LongRange(min = LEAST, max = MOST) long time) {
        assertThat(PgTime.parse(PgTime.format(time))).isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource({
        "2000-01-01T00:00:00Z, 2000-01-01T00:00:00.000000Z",
        "2025-11-01T12:34:56.000007Z, 2025-11-01T12:34:56.000007Z",
        "1999-12-31T23:59:59.999999Z, 1999-12-31T23:59:59.999999Z",
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00.000000Z",
        "-0043-03-15T09:00:00Z, -0043-03-15T09:00:00.000000Z",
        "9999-12-31T23:59:59Z, 9999-12-31T23:59:59.000000Z",
        "+10000-01-01T00:00:00Z, +10000-01-01T00:00:00.000000Z"
    })
    void shouldWriteSixDecimalsInUtc(Instant instant, String text) {
        assertThat(PgTime.format(PgTime.of(instant))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"infinity", "-infinity"})
    void shouldKeepInfinities(String name) {
        assertThat(PgTime.format(PgTime.parse(name))).isEqualTo(name);
    }
}
