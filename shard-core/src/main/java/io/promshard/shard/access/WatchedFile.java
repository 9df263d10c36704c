package io.promshard.shard.access;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a file says, read again when somebody asks and the last look is more than a second old. A file that cannot be read or understood
 * changes nothing: the last good content counts, the log says so once, and {@link #trouble} until it is mended. Thread-safe.
 *
 * <p>Its content is compared, not its times: those stay the same where a volume swaps a symbolic link.
 *
 * @param <T> what the content means; immutable
 */
public final class WatchedFile<T> {

    private static final Logger log = LoggerFactory.getLogger(WatchedFile.class);

    private static final long LOOK_AFTER = Duration.ofSeconds(1).toNanos();

    /** Some ten thousand users. */
    private static final int LARGEST = 1 << 20;

    /** Gives the content its meaning. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(String content) throws BrokenFileException;
    }

    private final Path path;
    private final Reader<T> reader;
    private final LongSupplier nanoTime;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile Seen<T> seen;
    private volatile long lookedAt;

    /** @param print of the content that was looked at last, good or bad; empty while the file cannot be read */
    private record Seen<T>(Optional<String> print, T value, Optional<String> trouble) {}

    private WatchedFile(Path path, Reader<T> reader, LongSupplier nanoTime) throws BrokenFileException {
        this.path = path;
        this.reader = reader;
        this.nanoTime = nanoTime;
        String content = content();
        this.seen = new Seen<>(Optional.of(print(content)), value(content), Optional.empty());
        this.lookedAt = nanoTime.getAsLong();
    }

    /**
     * Reads a file for the first time.
     *
     * @throws BrokenFileException if it cannot be used: there is no good content yet
     */
    public static <T> WatchedFile<T> open(Path path, Reader<T> reader, LongSupplier nanoTime)
            throws BrokenFileException {
        return new WatchedFile<>(path, reader, nanoTime);
    }

    /** The last good content's meaning. Reads the file once a second at most; others who ask meanwhile do not wait for it. */
    public T current() {
        if (nanoTime.getAsLong() - lookedAt >= LOOK_AFTER && looking.tryLock()) {
            try {
                look();
                lookedAt = nanoTime.getAsLong();
            } finally {
                looking.unlock();
            }
        }
        return seen.value();
    }

    /** Why the file cannot be used as it is now; empty if it can. */
    public Optional<String> trouble() {
        current();
        return seen.trouble();
    }

    public Path path() {
        return path;
    }

    private void look() {
        Seen<T> before = seen;
        Seen<T> now = next(before);
        seen = now;
        if (now.trouble().isPresent() && !now.trouble().equals(before.trouble())) {
            log.error("{}; what it said before counts on", now.trouble().get());
        } else if (now.trouble().isEmpty() && !now.print().equals(before.print())) {
            log.info("{} was read again", path);
        }
    }

    private Seen<T> next(Seen<T> before) {
        Optional<String> print = Optional.empty();
        try {
            String content = content();
            print = Optional.of(print(content));
            return print.equals(before.print()) ? before : new Seen<>(print, value(content), Optional.empty());
        } catch (BrokenFileException e) {
            return new Seen<>(print, before.value(), Optional.of(String.valueOf(e.getMessage())));
        }
    }

    private static String print(String content) {
        return HexFormat.of().formatHex(Digests.sha256(content));
    }

    private T value(String content) throws BrokenFileException {
        try {
            return reader.read(content);
        } catch (BrokenFileException e) {
            throw new BrokenFileException(path + " cannot be used: " + e.getMessage());
        }
    }

    private String content() throws BrokenFileException {
        if (!Files.isRegularFile(path)) {
            throw new BrokenFileException(path + " cannot be read: it is no file, or is not there");
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new BrokenFileException(path + " is larger than " + LARGEST + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new BrokenFileException(path + " cannot be read: " + e);
        }
    }
}
