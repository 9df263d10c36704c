package io.promshard.query.request;

import io.promshard.query.error.QueryException;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.function.Function;

/** Reads single parameters. */
final class ParamReader {

    private ParamReader() {}

    /** A moment that must be given. */
    static Instant time(Params params, String name) {
        return read(params, name, Times::time);
    }

    /** A moment that need not be given. */
    static Instant time(Params params, String name, Instant otherwise) {
        return params.first(name).isEmpty() ? otherwise : read(params, name, text -> optional(name, text));
    }

    private static Instant optional(String name, String text) {
        try {
            return Times.time(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("invalid time value for '" + name + "': " + e.getMessage(), e);
        }
    }

    static Duration duration(Params params, String name) {
        return read(params, name, Times::duration);
    }

    /** Zero means none, in Prometheus as here. */
    static OptionalInt limit(Params params) {
        if (params.first("limit").isEmpty()) {
            return OptionalInt.empty();
        }
        int limit = read(params, "limit", GoNumbers::atoi);
        if (limit < 0) {
            throw QueryException.badParam("limit", "limit must be non-negative");
        }
        return limit == 0 ? OptionalInt.empty() : OptionalInt.of(limit);
    }

    private static <T> T read(Params params, String name, Function<String, T> reader) {
        try {
            return reader.apply(params.first(name));
        } catch (IllegalArgumentException e) {
            throw QueryException.badParam(name, String.valueOf(e.getMessage()));
        }
    }
}
