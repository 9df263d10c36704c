package io.promshard.query.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The value of an expression at all times of its grid. */
public sealed interface Operand {

    /** A number at each step. */
    final class Scalars implements Operand {
        private final double[] values;

        /** The array becomes its own. */
        public Scalars(double[] values) {
            this.values = values;
        }

        /** One for each step; not to be changed. */
        public double[] values() {
            return values;
        }
    }

    /** Series with different labels, in an order that matters at most to {@code sort()} and the like. */
    record InstantVector(List<Series> series) implements Operand {
        public InstantVector {
            series = List.copyOf(series);
        }
    }

    /**
     * The series of a subquery, or of a selector with a range; at a time t its range ends at t, or at {@code at}, less the
     * offset, and is open to the left.
     *
     * @param at the time of {@code @}, null if there is none
     */
    record RangeVector(
            List<? extends RangeSeries> series,
            long rangeMillis,
            long offsetMillis,
            @Nullable Long at) implements Operand {
        public RangeVector {
            series = List.copyOf(series);
        }

        /** The end of the range at a time. */
        public long end(long time) {
            return (at == null ? time : at) - offsetMillis;
        }
    }

    /** A string, which no operator computes with. */
    record Text(String value) implements Operand {}
}
