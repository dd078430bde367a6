package ocs.pulse.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import ocs.pulse.change.PgTime;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

/** A layout that changes here cannot read the stores that are out there. */
class TeamKeysTest {
    private static final String TEAM = "0000000000000007";

    @Test
    void shouldLayOutRowsByTeamThenKind() {
        assertThat(hex(TeamKeys.conversation(7, 258))).isEqualTo(TEAM + "01" + "0000000000000102");
        assertThat(hex(TeamKeys.messages(7, 2, 3))).isEqualTo(TEAM + "02" + "0000000000000002" + "0000000000000003");
        assertThat(hex(TeamKeys.participant(7, 4))).isEqualTo(TEAM + "03" + "0000000000000004");
        assertThat(hex(TeamKeys.trace(7, 0, 5))).isEqualTo(TEAM + "04" + "0000000000000000" + "0000000000000005");
    }

    @Test
    void shouldLayOutAggregatesBehindRows() {
        assertThat(hex(TeamKeys.totals(7, 1))).isEqualTo(TEAM + "11" + "0000000000000001");
        assertThat(hex(TeamKeys.experimentParticipant(7, 1, 2)))
                .isEqualTo(TEAM + "12" + "0000000000000001" + "0000000000000002");
        assertThat(hex(TeamKeys.traceTime(7, 1, -1, 2)))
                .isEqualTo(TEAM + "13" + "0000000000000001" + "7fffffffffffffff" + "0000000000000002");
        assertThat(hex(TeamKeys.activity(7, 1))).isEqualTo(TEAM + "14" + "8000000000000001");
        assertThat(hex(TeamKeys.changed(7))).isEqualTo(TEAM + "15");
    }

    @Test
    void shouldLayOutWhatIsNobodysUnderTeamZero() {
        assertThat(hex(TeamKeys.shared(5, 9))).isEqualTo("0000000000000000" + "21" + "05" + "0000000000000009");
        assertThat(hex(TeamKeys.position())).isEqualTo("0000000000000000" + "22");
        assertThat(hex(TeamKeys.history())).isEqualTo("0000000000000000" + "23");
        assertThat(hex(TeamKeys.changed(0))).isEqualTo("0000000000000000" + "15");
    }

    @Test
    void shouldSortTimesAsPostgresDoes() {
        long[] ascending = {
            PgTime.MINUS_INFINITY,
            PgTime.parse("0001-01-01T00:00:00Z"),
            -1,
            0,
            PgTime.parse("9999-12-31T23:59:59.999999Z"),
            PgTime.INFINITY
        };
        for (int i = 1; i < ascending.length; i++) {
            Bytes earlier = TeamKeys.traceTime(7, 1, ascending[i - 1], Long.MAX_VALUE);
            Bytes later = TeamKeys.traceTime(7, 1, ascending[i], 0);
            assertThat(earlier).isLessThan(later);
            assertThat(TeamKeys.timeOfTraceTime(later)).isEqualTo(ascending[i]);
        }
    }

    @Test
    void shouldHoldEveryKeyOfARangeAndNoOther() {
        assertHolds(TeamKeys.messages(7, 2), TeamKeys.messages(7, 2, 1), TeamKeys.messages(7, 2, Long.MAX_VALUE));
        assertLacks(TeamKeys.messages(7, 2), TeamKeys.messages(7, 1, Long.MAX_VALUE), TeamKeys.messages(7, 3, 0));
        assertHolds(TeamKeys.messagesUntil(7, 2, 9), TeamKeys.messages(7, 2, 1), TeamKeys.messages(7, 2, 9));
        assertLacks(TeamKeys.messagesUntil(7, 2, 9), TeamKeys.messages(7, 2, 10));
        assertHolds(TeamKeys.conversations(7), TeamKeys.conversation(7, 1), TeamKeys.conversation(7, Long.MAX_VALUE));
        assertLacks(TeamKeys.conversations(7), TeamKeys.messages(7, 0, 0), TeamKeys.conversation(8, 1));
        assertHolds(TeamKeys.rows(7), TeamKeys.conversation(7, 1), TeamKeys.trace(7, Long.MAX_VALUE, Long.MAX_VALUE));
        assertLacks(TeamKeys.rows(7), TeamKeys.totals(7, 0), TeamKeys.conversation(8, 1));
        assertHolds(TeamKeys.traces(7, 0), TeamKeys.trace(7, 0, 1));
        assertLacks(TeamKeys.traces(7, 0), TeamKeys.trace(7, 1, 1));
        assertHolds(
                TeamKeys.traceTimes(7, 1, PgTime.MINUS_INFINITY, PgTime.INFINITY),
                TeamKeys.traceTime(7, 1, PgTime.MINUS_INFINITY, 1),
                TeamKeys.traceTime(7, 1, PgTime.INFINITY, 1));
        assertHolds(TeamKeys.activity(7, -1, 1), TeamKeys.activity(7, -1), TeamKeys.activity(7, 1));
        assertLacks(TeamKeys.activity(7, Long.MIN_VALUE, Long.MAX_VALUE), TeamKeys.changed(7));
        assertLacks(TeamKeys.activity(7, -1, 1), TeamKeys.activity(7, -2), TeamKeys.activity(7, 2));
        assertHolds(TeamKeys.shared(), TeamKeys.shared(1, 1), TeamKeys.shared(11, Long.MAX_VALUE));
        assertLacks(TeamKeys.shared(), TeamKeys.position());
        assertHolds(TeamKeys.after(7), TeamKeys.conversation(8, 1));
        assertLacks(TeamKeys.after(7), TeamKeys.activity(7, Long.MAX_VALUE));
    }

    private static void assertHolds(TeamKeys.Range range, Bytes... keys) {
        assertThat(keys).allSatisfy(key -> assertThat(isIn(range, key)).isTrue());
    }

    private static void assertLacks(TeamKeys.Range range, Bytes... keys) {
        assertThat(keys).allSatisfy(key -> assertThat(isIn(range, key)).isFalse());
    }

    private static boolean isIn(TeamKeys.Range range, Bytes key) {
        return range.from().compareTo(key) <= 0 && range.to().compareTo(key) >= 0;
    }

    private static String hex(Bytes key) {
        return HexFormat.of().formatHex(key.get());
    }
}
