package ocs.pulse.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalIdsTest {
    /** UUIDs, and texts that only look like one: what comes back has to be the very text. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "6f1c2e1a-07c4-4a52-9c0e-0123456789ab",
                "ffffffff-ffff-ffff-ffff-ffffffffffff",
                "00000000-0000-0000-0000-000000000000",
                "6F1C2E1A-07C4-4A52-9C0E-0123456789AB",
                "6f1c2e1a-07c4-4a52-9c0e-0123456789ag",
                "6f1c2e1a07c44a529c0e0123456789ab",
                "-6f1c2e107c4-4a52-9c0e-0123456789ab-",
                "6f1c2e1a-07c4-4a52-9c0e-0123456789a",
                "\u0666f1c2e1a-07c4-4a52-9c0e-0123456789a",
                "",
                "x"
            })
    void shouldGiveBackTheVeryText(String text) {
        ExternalIds ids = new ExternalIds();
        ids.resize(2);
        ids.set(1, "before");
        ids.set(1, text);
        ids.set(0, "6f1c2e1a-07c4-4a52-9c0e-0123456789ab");

        assertThat(ids.get(1)).isEqualTo(text);
        assertThat(ids.get(0)).isEqualTo("6f1c2e1a-07c4-4a52-9c0e-0123456789ab");
    }
}
