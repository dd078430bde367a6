package ocs.pulse.query.table;

/**
 * Brings the elements of a slice of the sorted order into their places without sorting the rest (Floyd and Rivest's
 * SELECT): about one and a half comparisons per element for any slice, near one for the first page.
 */
final class Selection {
    /** Below this many elements a sample costs more than it saves. */
    private static final int SAMPLE_FROM = 600;

    /** Compares two elements; never 0 for two different ones. */
    interface Order {
        int compare(int left, int right);
    }

    private Selection() {}

    /** Afterwards positions {@code from} until {@code to} hold what a full sort would put there, in any order. */
    static void slice(int[] elements, int from, int to, Order order) {
        if (from >= to) {
            return;
        }
        if (from > 0) {
            select(elements, 0, elements.length - 1, from, order);
        }
        if (to < elements.length) {
            select(elements, from, elements.length - 1, to - 1, order);
        }
    }

    /** Afterwards {@code elements[wanted]} is in its place, nothing greater before it and nothing smaller behind it. */
    private static void select(int[] elements, int first, int last, int wanted, Order order) {
        int left = first;
        int right = last;
        while (right > left) {
            if (right - left > SAMPLE_FROM) {
                narrow(elements, left, right, wanted, order);
            }
            int pivot = elements[wanted];
            int up = left;
            int down = right;
            swap(elements, left, wanted);
            if (order.compare(elements[right], pivot) > 0) {
                swap(elements, right, left);
            }
            while (up < down) {
                swap(elements, up, down);
                up++;
                down--;
                while (order.compare(elements[up], pivot) < 0) {
                    up++;
                }
                while (order.compare(elements[down], pivot) > 0) {
                    down--;
                }
            }
            if (elements[left] == pivot) {
                swap(elements, left, down);
            } else {
                down++;
                swap(elements, down, right);
            }
            if (down <= wanted) {
                left = down + 1;
            }
            if (wanted <= down) {
                right = down - 1;
            }
        }
    }

    /** Puts an element that is probably very near to the wanted one at its place, as the pivot to come. */
    private static void narrow(int[] elements, int left, int right, int wanted, Order order) {
        double count = right - left + 1;
        double place = wanted - left + 1;
        double log = Math.log(count);
        double sample = 0.5 * Math.exp(2 * log / 3);
        double spread = 0.5 * Math.sqrt(log * sample * (count - sample) / count) * Math.signum(place - count / 2);
        int newLeft = Math.max(left, (int) (wanted - place * sample / count + spread));
        int newRight = Math.min(right, (int) (wanted + (count - place) * sample / count + spread));
        select(elements, newLeft, newRight, wanted, order);
    }

    private static void swap(int[] elements, int one, int other) {
        int kept = elements[one];
        elements[one] = elements[other];
        elements[other] = kept;
    }
}
