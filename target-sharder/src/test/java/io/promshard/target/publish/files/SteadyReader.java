package io.promshard.target.publish.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads all files of a directory again and again, and notes each that is not a whole list. */
final class SteadyReader implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final Path directory;
    private final Queue<String> broken = new ConcurrentLinkedQueue<>();
    private final AtomicLong reads = new AtomicLong();
    private volatile boolean closed;

    SteadyReader(Path directory) {
        this.directory = directory;
    }

    SteadyReader start() {
        Thread.ofPlatform().daemon().start(this::run);
        return this;
    }

    long reads() {
        return reads.get();
    }

    void assertAllWhole() {
        assertThat(broken).isEmpty();
    }

    @Override
    public void close() {
        closed = true;
    }

    private void run() {
        while (!closed && broken.size() < 10) {
            try (Stream<Path> files = Files.list(directory)) {
                files.forEach(this::read);
            } catch (IOException e) {
                broken.add(e.toString());
            }
            LockSupport.parkNanos(500_000);
        }
    }

    private void read(Path file) {
        try {
            byte[] content = Files.readAllBytes(file);
            JsonNode list = JSON.readTree(content);
            if (!list.isArray() || list.isEmpty() || content[content.length - 1] != '\n') {
                broken.add(file + " is no whole list");
            }
            reads.incrementAndGet();
        } catch (IOException | JacksonException e) {
            broken.add(file + ": " + e);
        }
    }
}
