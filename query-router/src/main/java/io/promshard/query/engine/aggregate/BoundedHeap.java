package io.promshard.query.engine.aggregate;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Keeps the largest or smallest of some numbers, NaN only for want of others. Which of equal ones are kept is as Go's
 * {@code container/heap} has it, given the same order.
 */
final class BoundedHeap {

    private final boolean largest;
    private final double[] values;
    private final int[] owners;
    private int size;

    /** For at most so many numbers, of which there is room for one at least. */
    BoundedHeap(boolean largest, int most) {
        this.largest = largest;
        this.values = new double[most];
        this.owners = new int[most];
    }

    /** @param owner whose number it is */
    void offer(int owner, double value) {
        if (size < values.length) {
            set(size, owner, value);
            up(size++);
        } else if (isBetter(value, values[0])) {
            set(0, owner, value);
            down();
        }
    }

    private boolean isBetter(double value, double worst) {
        boolean better = largest ? worst < value : worst > value;
        return better || (Double.isNaN(worst) && !Double.isNaN(value));
    }

    private void set(int at, int owner, double value) {
        owners[at] = owner;
        values[at] = value;
    }

    private void up(int from) {
        int at = from;
        int parent = (at - 1) / 2;
        while (parent != at && isWorse(at, parent)) {
            swap(at, parent);
            at = parent;
            parent = (at - 1) / 2;
        }
    }

    private void down() {
        int at = 0;
        for (int child = 1; child < size; child = 2 * at + 1) {
            int worst = child + 1 < size && isWorse(child + 1, child) ? child + 1 : child;
            if (!isWorse(worst, at)) {
                return;
            }
            swap(at, worst);
            at = worst;
        }
    }

    private boolean isWorse(int one, int other) {
        boolean worse = largest ? values[one] < values[other] : values[one] > values[other];
        return worse || Double.isNaN(values[one]);
    }

    private void swap(int a, int b) {
        int owner = owners[a];
        double value = values[a];
        set(a, owners[b], values[b]);
        set(b, owner, value);
    }

    /** The owners, the one of the best number first. */
    List<Integer> owners() {
        Comparator<Integer> nanLast = Comparator.comparing(at -> Double.isNaN(values[at]));
        Comparator<Integer> byValue = (a, b) -> values[a] < values[b] ? -1 : values[a] > values[b] ? 1 : 0;
        return IntStream.range(0, size)
                .boxed()
                .sorted(nanLast.thenComparing(largest ? byValue.reversed() : byValue))
                .map(at -> owners[at])
                .toList();
    }
}
