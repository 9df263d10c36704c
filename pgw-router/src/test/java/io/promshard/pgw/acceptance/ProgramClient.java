package io.promshard.pgw.acceptance;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A client that is a program of its own.
 *
 * @param environment what is added to ours; a value is a folder in {@code .servers/clients} that must be there
 * @param arguments of the program for a push
 */
record ProgramClient(String program, Map<String, String> environment, Function<Push, List<String>> arguments)
        implements PushClient {

    /** Where {@code .ci/servers clients} puts what it brings; tests run in the folder of their module. */
    private static final Path CLIENTS = Path.of("..", ".servers", "clients");

    @Override
    public Optional<String> whyNot() {
        if (!onPath()) {
            return Optional.of("no " + program + " on the PATH");
        }
        return environment.values().stream()
                .filter(folder -> !Files.isDirectory(CLIENTS.resolve(folder)))
                .map(folder -> "no " + folder + " in .servers/clients")
                .findFirst();
    }

    private boolean onPath() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    @Override
    public void push(Push push) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of(program), arguments.apply(push).stream())
                        .toList())
                .redirectErrorStream(true);
        environment.forEach((name, folder) -> builder.environment()
                .put(name, CLIENTS.resolve(folder).toAbsolutePath().toString()));
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.onExit().join().exitValue();
        if (status != 0) {
            throw new IOException(program + " ended with " + status + ": " + output);
        }
    }

    @Override
    public String toString() {
        return program;
    }
}
