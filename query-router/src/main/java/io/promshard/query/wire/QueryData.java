package io.promshard.query.wire;

import java.util.List;
import java.util.Optional;

/** The data of {@code query} and {@code query_range}. */
public sealed interface QueryData {

    /** What it cost, if that was asked for. */
    Optional<Slice> stats();

    /** A vector or a matrix. */
    record Series(ResultType type, List<SeriesSlice> series, Optional<Slice> stats) implements QueryData {
        public Series {
            series = List.copyOf(series);
        }
    }

    /** A scalar or a string: {@code [1435781451.781,"1"]}. */
    record Single(ResultType type, Slice result, Optional<Slice> stats) implements QueryData {}
}
