package ocs.pulse.ledger;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import ocs.pulse.proto.InputProto;
import org.jspecify.annotations.Nullable;

/**
 * One record of the source topic.
 *
 * @param offset its offset there, -1 where unknown
 * @param timestamp Unix milliseconds
 */
record Input(@Nullable ByteString key, @Nullable ByteString value, long offset, long timestamp) {

    /** The arrays must not change afterwards. */
    static Input of(byte @Nullable [] key, byte @Nullable [] value, long offset, long timestamp) {
        return new Input(wrap(key), wrap(value), offset, timestamp);
    }

    private static @Nullable ByteString wrap(byte @Nullable [] bytes) {
        return bytes == null ? null : UnsafeByteOperations.unsafeWrap(bytes);
    }

    byte @Nullable [] keyBytes() {
        return key == null ? null : key.toByteArray();
    }

    byte @Nullable [] valueBytes() {
        return value == null ? null : value.toByteArray();
    }

    byte[] encode() {
        InputProto.Builder proto = InputProto.newBuilder().setOffset(offset).setTimestamp(timestamp);
        if (key != null) {
            proto.setKey(key);
        }
        if (value != null) {
            proto.setValue(value);
        }
        return proto.build().toByteArray();
    }

    static Input decode(byte[] bytes) {
        try {
            InputProto proto = InputProto.parseFrom(bytes);
            return new Input(
                    proto.hasKey() ? proto.getKey() : null,
                    proto.hasValue() ? proto.getValue() : null,
                    proto.getOffset(),
                    proto.getTimestamp());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("A waiting input cannot be read", e);
        }
    }
}
