package io.promshard.query.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Reads the data of {@code query} and {@code query_range}, whose members come as Prometheus sends them: the type first. */
final class QueryDataScanner {
    private static final byte[] METRIC = "metric".getBytes(US_ASCII);

    private QueryDataScanner() {}

    static QueryData scan(ArrayCursor cursor) throws IOException {
        cursor.expect('{');
        ResultType type = type(cursor);
        cursor.expect(',');
        key("result", cursor);
        return switch (type) {
            case VECTOR, MATRIX -> {
                List<SeriesSlice> series = AnswerScanner.list(cursor, QueryDataScanner::series);
                yield new QueryData.Series(type, series, rest(cursor));
            }
            case SCALAR, STRING -> new QueryData.Single(type, cursor.value(), rest(cursor));
        };
    }

    private static ResultType type(ArrayCursor cursor) throws IOException {
        key("resultType", cursor);
        return ResultType.of(cursor.string().toString());
    }

    private static void key(String name, ArrayCursor cursor) throws IOException {
        if (!cursor.string().toString().equals(name)) {
            throw new MalformedAnswer("expected " + name);
        }
        cursor.expect(':');
    }

    /** Reads what follows the result, and returns the statistics if they are among it. */
    private static Optional<Slice> rest(ArrayCursor cursor) throws IOException {
        Optional<Slice> stats = Optional.empty();
        while (cursor.another('}')) {
            Slice name = cursor.string();
            cursor.expect(':');
            Slice value = cursor.value();
            if (name.toString().equals("stats")) {
                stats = Optional.of(value);
            }
        }
        return stats;
    }

    private static SeriesSlice series(ArrayCursor cursor) throws IOException {
        cursor.expect('{');
        if (!cursor.key(METRIC)) {
            throw new MalformedAnswer("expected metric");
        }
        Slice metric = cursor.value();
        int from = cursor.pos;
        while (cursor.another('}')) {
            cursor.skipString();
            cursor.expect(':');
            cursor.skipValue();
        }
        return new SeriesSlice(metric, cursor.since(from));
    }
}
