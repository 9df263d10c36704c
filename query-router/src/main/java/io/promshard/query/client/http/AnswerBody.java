package io.promshard.query.client.http;

import io.promshard.query.client.ShardFailure;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/** The body of an answer: decompressed, counted, watched. Its failures are {@link ShardFailure}s, the same at each read. */
final class AnswerBody extends InputStream {

    private static final int BUFFER = 8192;

    private final InputStream raw;
    private final boolean zipped;
    private final Transfer transfer;
    private final Watch watch;
    private final HttpShardSettings settings;
    private InputStream plain;
    private boolean opened;
    private long left;
    private boolean over;
    private @Nullable ShardFailure failure;

    AnswerBody(@Nullable HttpEntity entity, Transfer transfer, Watch watch, HttpShardSettings settings)
            throws IOException {
        this.raw = entity == null ? nullInputStream() : entity.getContent();
        this.zipped = entity != null && zipped(entity.getContentEncoding());
        this.plain = raw;
        this.transfer = transfer;
        this.watch = watch;
        this.settings = settings;
        this.left = settings.maxAnswerBytes();
        requireAnEnd(entity);
        if (entity != null && entity.getContentLength() > left) {
            fail(Failures.tooLarge(settings));
        }
    }

    /**
     * HTTP allows for an answer that goes on until the connection ends, but such a one looks the same when it is cut; and so does one of
     * which the head is cut, before it has said how long the body is. Frames and text may then be read as whole.
     */
    private static void requireAnEnd(@Nullable HttpEntity entity) throws ShardFailure.Broken {
        if (entity != null && entity.getContentLength() < 0 && !entity.isChunked()) {
            throw new ShardFailure.Broken("the answer does not say where it ends");
        }
    }

    /** Also where it was not asked for, as some proxies do. A block of Snappy is whole before it can be undone: its reader does. */
    private static boolean zipped(@Nullable String encoding) throws ShardFailure.Broken {
        return switch (encoding == null ? "" : encoding.toLowerCase(Locale.ROOT)) {
            case "", "identity", "snappy" -> false;
            case "gzip", "x-gzip" -> true;
            default -> throw new ShardFailure.Broken("the answer has an encoding that was not asked for");
        };
    }

    @Override
    public int read() throws ShardFailure {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] to, int from, int length) throws ShardFailure {
        if (failure != null) {
            throw failure;
        }
        if (over) {
            return -1;
        }
        try {
            return counted(watched(to, from, length));
        } catch (IOException e) {
            throw fail(Failures.withinTheBody(e, watch, settings));
        }
    }

    private int watched(byte[] to, int from, int length) throws IOException {
        if (watch.verdict() != Watch.Verdict.IN_TIME) {
            throw new IOException("the watch has ended the call");
        }
        watch.readBegins();
        try {
            int count = open().read(to, from, length);
            // The end of the compressed data is not yet that of the answer, at which the connection is given back.
            boolean end = count < 0 && (!zipped || raw.read() < 0);
            if (end) {
                over = true;
                transfer.complete();
            }
            return count;
        } finally {
            watch.readEnds();
        }
    }

    /** In the first read, as the header of compressed data may be slow to come as well. */
    private InputStream open() throws IOException {
        if (!opened) {
            opened = true;
            plain = zipped ? new GZIPInputStream(raw, BUFFER) : raw;
        }
        return plain;
    }

    private int counted(int count) throws ShardFailure {
        left -= Math.max(0, count);
        if (left < 0) {
            throw Failures.tooLarge(settings);
        }
        return count;
    }

    private ShardFailure fail(ShardFailure why) {
        failure = why;
        transfer.abort();
        return why;
    }

    @Override
    public void close() {
        if (!over && failure == null) {
            fail(new ShardFailure.Broken("the answer was closed"));
        }
    }
}
