package io.promshard.target.publish.hook;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Runs a command to its end, or to its timeout: then it is killed, and whatever it started.
 *
 * @param nanoTime a clock that only goes forward
 */
record HookProcess(LongSupplier nanoTime) {

    /** How often its output is fetched; a command that says more than a pipe holds waits for that. */
    private static final long LOOK_EVERY_MILLIS = 25;

    /** Blocks until the command has ended; an interrupt kills it. */
    HookResult run(List<String> line, Duration timeout) throws InterruptedException {
        long start = nanoTime.getAsLong();
        Tail tail = new Tail();
        String error;
        try {
            error = run(start(line), start + timeout.toNanos(), tail);
        } catch (IOException e) {
            error = "cannot be started: " + e.getMessage();
        }
        Duration took = Duration.ofNanos(nanoTime.getAsLong() - start);
        return new HookResult(error.isEmpty() ? "" : error + " after " + took.toMillis() + " ms", took, tail.lines());
    }

    private static Process start(List<String> line) throws IOException {
        return new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectInput(Redirect.from(new File("/dev/null")))
                .start();
    }

    private String run(Process process, long end, Tail tail) throws InterruptedException, IOException {
        try (InputStream output = process.getInputStream()) {
            boolean ended = false;
            while (!ended && nanoTime.getAsLong() - end < 0) {
                ended = process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
                tail.readAvailable(output);
            }
            return !ended ? "killed" : process.exitValue() == 0 ? "" : "ended with status " + process.exitValue();
        } finally {
            kill(process);
        }
    }

    /** The children are listed first: with their parent gone they are nobody's. */
    private static void kill(Process process) {
        List<ProcessHandle> started = process.descendants().toList();
        process.destroyForcibly();
        started.forEach(ProcessHandle::destroyForcibly);
    }
}
