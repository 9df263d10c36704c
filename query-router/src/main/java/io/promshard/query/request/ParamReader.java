package io.promshard.query.request;

import io.promshard.query.error.QueryException;
import io.promshard.query.promql.text.Quotes;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.function.Function;

/** Reads single parameters. */
final class ParamReader {

    private ParamReader() {}

    static Instant time(Params params, String name) {
        return read(params, name, Times::time);
    }

    static Duration duration(Params params, String name) {
        return read(params, name, Times::duration);
    }

    /** Zero means none, in Prometheus as here. */
    static OptionalInt limit(Params params) {
        if (params.first("limit").isEmpty()) {
            return OptionalInt.empty();
        }
        int limit = read(params, "limit", ParamReader::integer);
        if (limit < 0) {
            throw QueryException.badParam("limit", "limit must be non-negative");
        }
        return limit == 0 ? OptionalInt.empty() : OptionalInt.of(limit);
    }

    private static int integer(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("strconv.Atoi: parsing " + Quotes.quote(text) + ": invalid syntax", e);
        }
    }

    private static <T> T read(Params params, String name, Function<String, T> reader) {
        try {
            return reader.apply(params.first(name));
        } catch (IllegalArgumentException e) {
            throw QueryException.badParam(name, String.valueOf(e.getMessage()));
        }
    }
}
