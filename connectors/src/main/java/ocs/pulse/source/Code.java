package ocs.pulse.source;

import java.util.Locale;

/** The stable name of something that can be wrong; what programs and the guide go by. */
public interface Code {
    /** The enum constant's name. */
    String name();

    /** As it is printed: {@code wal-level}. */
    default String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
