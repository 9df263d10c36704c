package io.promshard.query.engine;

import java.util.List;

/** The answer to a query. */
public sealed interface QueryValue {

    /** Of an instant query. */
    record Scalar(long millis, double value) implements QueryValue {}

    /** Of an instant query. */
    record StringValue(long millis, String value) implements QueryValue {}

    /** Of an instant query: series of one step each, in the order of the answer. */
    record Vector(long millis, List<Series> series) implements QueryValue {
        public Vector {
            series = List.copyOf(series);
        }
    }

    /** Of an instant query for a range: series sorted by their labels, each with times of its own. */
    record Ranges(List<RangeSeries> series) implements QueryValue {
        public Ranges {
            series = List.copyOf(series);
        }
    }

    /** Of a range query: series sorted by their labels. */
    record Matrix(Grid grid, List<Series> series) implements QueryValue {
        public Matrix {
            series = List.copyOf(series);
        }
    }
}
