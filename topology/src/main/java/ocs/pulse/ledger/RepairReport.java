package ocs.pulse.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a repair is doing, for whoever asked for it: JSON in {@link LedgerTopology#REPAIRS}.
 *
 * @param id of the repair
 * @param state {@link State}; the last two come once and last
 * @param read rows that the source has
 * @param mended those that were missing here, or other
 * @param removed rows that the source has no more
 * @param reason why it was refused; else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RepairReport(
        String id,
        State state,
        long read,
        long mended,
        long removed,
        @Nullable String reason) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** How far it is. */
    public enum State {
        STARTED,
        COMPLETED,
        REFUSED
    }

    static RepairReport started(String id) {
        return new RepairReport(id, State.STARTED, 0, 0, 0, null);
    }

    static RepairReport completed(Repair repair) {
        return new RepairReport(repair.id(), State.COMPLETED, repair.read(), repair.mended(), repair.removed(), null);
    }

    static RepairReport refused(String id, String reason) {
        return new RepairReport(id, State.REFUSED, 0, 0, 0, reason);
    }

    byte[] encode() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A repair's report cannot be written", e);
        }
    }

    /** Empty for what is no such report. */
    public static Optional<RepairReport> decode(byte @Nullable [] json) {
        try {
            return json == null ? Optional.empty() : Optional.of(JSON.readValue(json, RepairReport.class));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
