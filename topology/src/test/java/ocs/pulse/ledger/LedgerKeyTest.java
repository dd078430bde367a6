package ocs.pulse.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import ocs.pulse.tables.SourceTable;
import org.junit.jupiter.api.Test;

class LedgerKeyTest {
    @Test
    void shouldKeepItsBytesForEver() {
        assertThat(hex(new LedgerKey.State())).isEqualTo("00");
        assertThat(hex(new LedgerKey.Page(SourceTable.MESSAGE, 3))).isEqualTo("01098000000000000003");
        assertThat(hex(new LedgerKey.Page(SourceTable.MESSAGE, -1))).isEqualTo("01097fffffffffffffff");
        assertThat(hex(new LedgerKey.Dependents(SourceTable.CHAT, 1, SourceTable.SESSION, 2)))
                .isEqualTo("02078000000000000001088000000000000002");
        assertThat(hex(new LedgerKey.Work(5))).isEqualTo("038000000000000005");
        assertThat(hex(new LedgerKey.Inbox(5))).isEqualTo("048000000000000005");
        assertThat(hex(new LedgerKey.Moved(new RowId(SourceTable.CHAT, 9)))).isEqualTo("05078000000000000009");
    }

    @Test
    void shouldReadBackWhatItWrote() {
        LedgerKey.Page page = new LedgerKey.Page(SourceTable.TRACE, -7);
        LedgerKey.Dependents dependents = new LedgerKey.Dependents(SourceTable.CHAT, -1, SourceTable.TAGGING, 2);
        LedgerKey.Moved moved = new LedgerKey.Moved(new RowId(SourceTable.SESSION, -3));

        assertThat(LedgerKey.Page.decode(page.encode())).isEqualTo(page);
        assertThat(LedgerKey.Dependents.decode(dependents.encode())).isEqualTo(dependents);
        assertThat(LedgerKey.Moved.decode(moved.encode())).isEqualTo(moved);
    }

    @Test
    void shouldPutThirtyTwoNeighboursOnAPage() {
        assertThat(new RowId(SourceTable.CHAT, 63).page()).isEqualTo(1);
        assertThat(new RowId(SourceTable.CHAT, 63).offset()).isEqualTo(31);
        assertThat(new RowId(SourceTable.CHAT, -1).page()).isEqualTo(-1);
        assertThat(new RowId(SourceTable.CHAT, -1).offset()).isEqualTo(31);
    }

    @Test
    void shouldSayWhichPartitionsATeamsKeyIsFor() {
        assertThat(HexFormat.of().formatHex(TeamKey.of(258).encode())).isEqualTo("0000000000000102");
        assertThat(TeamKey.decode(TeamKey.ofAll(List.of(9L, 2L, 9L)).encode())).isEqualTo(new TeamKey(List.of(2L, 9L)));
        assertThat(TeamKey.EVERYONE.partitions(3)).isEqualTo(Set.of(0, 1, 2));
        assertThat(TeamKey.of(6).partitions(4)).isEqualTo(Set.of(2));
        assertThat(TeamKey.ofAll(List.of(1L, 5L, 2L)).partitions(4)).isEqualTo(Set.of(1, 2));
        assertThat(TeamPartitioner.partition(-1, 4)).isEqualTo(3);
    }

    private static String hex(LedgerKey key) {
        return HexFormat.of().formatHex(key.encode().get());
    }
}
