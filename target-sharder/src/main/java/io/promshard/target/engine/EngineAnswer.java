package io.promshard.target.engine;

import io.promshard.shard.http.LimitedInput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * An answer of an engine, as it came.
 *
 * @param body one piece after another, compressed if {@code zipped}
 * @param sent when, by the engine's clock
 */
record EngineAnswer(List<byte[]> body, boolean zipped, Instant sent) {

    private static final int BUFFER = 64 * 1024;

    /** Decompressed; more bytes than that are an {@link IOException}. */
    InputStream open(long limit) throws IOException {
        InputStream raw = new SequenceInputStream(Collections.enumeration(
                body.stream().map(ByteArrayInputStream::new).toList()));
        return new LimitedInput(
                zipped ? new GZIPInputStream(raw, BUFFER) : raw, limit, "the answer unfolds to more than");
    }
}
