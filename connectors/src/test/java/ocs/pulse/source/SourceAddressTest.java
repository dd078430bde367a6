package ocs.pulse.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SourceAddressTest {

    @Test
    void shouldReadEveryPartWhenTheAddressIsWhole() {
        SourceAddress address =
                SourceAddress.parse("postgresql://o%40cs:p%3Aw%2F+d@db.example:6543/my%20db?sslmode=require");
        assertThat(address.host()).isEqualTo("db.example");
        assertThat(address.port()).isEqualTo(6543);
        assertThat(address.user()).isEqualTo("o@cs");
        assertThat(address.password()).isEqualTo("p:w/+d");
        assertThat(address.database()).isEqualTo("my db");
        assertThat(address.options()).containsEntry("sslmode", "require");
        assertThat(address.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example:6543/my%20db");
    }

    @Test
    void shouldTakeTheUsualPortWhenNoneIsNamed() {
        assertThat(SourceAddress.parse("postgres://u@h/d").port()).isEqualTo(5432);
    }

    @Test
    void shouldMaskThePasswordWhenItIsPrinted() {
        assertThat(SourceAddress.parse("postgresql://u:secret@h/d").toString()).doesNotContain("secret");
    }

    @Test
    void shouldExplainTheFormWithoutRepeatingThePasswordWhenItIsBroken() {
        for (String text : new String[] {
            "mysql://u:secret@h/d",
            "postgresql://u:secret@h",
            "postgresql://u:secret@h:99999/d",
            "postgresql://u:sec%ret@h/d",
            "postgresql://u:secret@h/d?speed=high"
        }) {
            assertThatThrownBy(() -> SourceAddress.parse(text))
                    .isInstanceOf(SourceProblem.class)
                    .hasMessageContaining("postgresql://USER:PASSWORD@HOST")
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void shouldStopAtServersWhosePublicationsHaveNoColumnListsUnlessThatIsAccepted() {
        assertThat(ServerCheck.version(14, false))
                .hasValueSatisfying(finding -> assertThat(finding.stops()).isTrue());
        assertThat(ServerCheck.version(14, true)).hasValueSatisfying(finding -> {
            assertThat(finding.severity()).isEqualTo(Finding.Severity.WARNING);
            assertThat(finding.line()).contains("text of messages");
        });
        assertThat(ServerCheck.version(13, true))
                .hasValueSatisfying(finding -> assertThat(finding.stops()).isTrue());
        assertThat(ServerCheck.version(15, false)).isEmpty();
    }
}
