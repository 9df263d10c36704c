package io.promshard.target.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.promshard.target.publish.files.SdDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what an agent applied beside its files. Used by one thread. */
final class Memory {

    private static final Logger log = LoggerFactory.getLogger(Memory.class);

    private final SdDirectory directory;
    private final String name;
    private Remembered current;

    Memory(SdDirectory directory, String group, String collector) {
        this.directory = directory;
        this.name = "applied " + group + "/" + collector;
        this.current = load();
    }

    Remembered current() {
        return current;
    }

    /** Returns when it is on the disk. */
    void keep(Remembered next) throws IOException {
        if (!next.equals(current)) {
            directory.keep(name, next.text().getBytes(UTF_8));
            current = next;
        }
    }

    /** Without it the next answer is taken, whatever its version. */
    private Remembered load() {
        try {
            Optional<byte[]> kept = directory.kept(name);
            return kept.map(bytes -> Remembered.parse(new String(bytes, UTF_8))).orElse(Remembered.NOTHING);
        } catch (IllegalArgumentException e) {
            log.warn("begins anew: {}", e.getMessage());
            return Remembered.NOTHING;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
