package io.promshard.shard.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A server as a child process. Whatever is still alive when the JVM ends is killed, with what it has started itself. */
final class LocalProcess implements Running {

    private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ALIVE.forEach(LocalProcess::kill)));
    }

    private final List<String> commandLine;
    private final Launch launch;
    private @Nullable Process process;

    LocalProcess(List<String> commandLine, Launch launch) {
        this.commandLine = List.copyOf(commandLine);
        this.launch = launch;
    }

    @Override
    public void start() {
        Process started = execute(new ProcessBuilder(commandLine)
                .directory(launch.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(launch.log().toFile())));
        ALIVE.removeIf(earlier -> !earlier.isAlive());
        ALIVE.add(started);
        process = started;
    }

    /** Through the shell, whose own {@code kill} is there where the program of that name is not. */
    @Override
    public void signal(Signal signal) {
        Process target = process;
        if (target != null && target.isAlive()) {
            execute(new ProcessBuilder("sh", "-c", "kill -" + signal + " " + target.pid()))
                    .onExit()
                    .join();
        }
    }

    @Override
    public boolean alive() {
        Process current = process;
        return current != null && current.isAlive();
    }

    @Override
    public void close() {
        Process last = process;
        if (last != null) {
            kill(last);
            last.onExit().join();
        }
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static Process execute(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + builder.command(), e);
        }
    }
}
