package ocs.pulse.query.dashboard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A bag of numbers in pieces, so that growing copies nothing and no piece is large. */
final class Numbers {
    private static final int PIECE = 4096;

    private final List<long[]> full = new ArrayList<>();
    private long[] piece = new long[PIECE];
    private int used;

    void add(long number) {
        if (used == PIECE) {
            full.add(piece);
            piece = new long[PIECE];
            used = 0;
        }
        piece[used++] = number;
    }

    /** Takes over those of another, which is not to be used any more. */
    void addAll(Numbers other) {
        full.addAll(other.full);
        for (int at = 0; at < other.used; at++) {
            add(other.piece[at]);
        }
    }

    int size() {
        return full.size() * PIECE + used;
    }

    /** All of them. */
    List<long[]> pieces() {
        List<long[]> pieces = new ArrayList<>(full);
        pieces.add(Arrays.copyOf(piece, used));
        return pieces;
    }
}
