package io.promshard.target.engine;

import io.promshard.shard.http.LimitedInput;
import io.promshard.target.discovery.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.zip.GZIPInputStream;

/**
 * An answer of an engine, whose body may still be on its way.
 *
 * @param body compressed if {@code zipped}
 * @param date as its header says
 */
record EngineAnswer(InputStream body, boolean zipped, String date) {

    private static final int BUFFER = 64 * 1024;

    /** Decompressed; more bytes than that are an {@link IOException}. To be opened once. */
    InputStream open(long limit) throws IOException {
        return new LimitedInput(
                zipped ? new GZIPInputStream(body, BUFFER) : body, limit, "the answer unfolds to more than");
    }

    /** When it was sent, by the engine's clock. */
    Instant sent() throws SourceException {
        try {
            return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException e) {
            throw new SourceException("answered with the Date \"" + date + "\", which is none", e);
        }
    }

    /** Makes something of an answer, of all of its body. */
    @FunctionalInterface
    interface Reader<T> {

        T read(EngineAnswer answer) throws SourceException;
    }
}
