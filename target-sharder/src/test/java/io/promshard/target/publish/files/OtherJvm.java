package io.promshard.target.publish.files;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a program of the tests in a JVM of its own. */
final class OtherJvm {

    private OtherJvm() {}

    /**
     * Starts it.
     *
     * @param shell a script that runs {@code "$@"}
     * @param log what it says is added here
     */
    static Process start(String shell, Class<?> program, Path log, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of("sh", "-c", shell, "sh"));
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-cp"));
        line.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        line.add(program.getName());
        line.addAll(List.of(arguments));
        return new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()))
                .start();
    }
}
