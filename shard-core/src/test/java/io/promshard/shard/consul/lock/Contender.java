package io.promshard.shard.consul.lock;

import io.promshard.shard.consul.lock.LockState.Held;
import io.promshard.shard.consul.lock.LockState.Waiting;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** A {@link ContenderMain} that a test kills or freezes. */
final class Contender implements AutoCloseable {

    private final Process process;
    private final AtomicReference<Optional<Held>> last = new AtomicReference<>(Optional.empty());

    private Contender(Process process, LockListener listener) {
        this.process = process;
        Thread.ofPlatform().daemon().start(() -> read(listener));
    }

    static Contender start(URI consul, String id, LockListener listener) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new Contender(
                new ProcessBuilder(
                                java,
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx64m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                ContenderMain.class.getName(),
                                consul.toString(),
                                id)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start(),
                listener);
    }

    /** What it was the last time that it said something. */
    Optional<Held> held() {
        return last.get();
    }

    /** Has it say what it is now. */
    void ask() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    void signal(String signal) throws Exception {
        new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid())
                .start()
                .waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private void read(LockListener listener) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ", -1);
                if (words.length == 3 && (words[0].equals("held") || words[0].equals("not"))) {
                    Optional<Held> held = words[0].equals("held")
                            ? Optional.of(new Held(Long.parseLong(words[1]), words[2]))
                            : Optional.empty();
                    last.set(held);
                    listener.changed(held.<LockState>map(each -> each).orElseGet(() -> new Waiting(Optional.empty())));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
