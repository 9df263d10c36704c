package io.promshard.target.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** The real promtool, from where the real servers are. */
final class Promtool {

    private Promtool() {}

    /** Asserts that it has nothing against a configuration. */
    static void check(Path config) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(find().toString(), "check", "config", config.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static Path find() {
        return folders()
                .map(folder -> folder.resolve("promtool"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(Promtool::missing);
    }

    private static RuntimeException missing() {
        String where = "there is no promtool in PROMSHARD_SERVERS, in the project's .servers/bin, or on the PATH";
        return System.getProperty("servers", "").equals("required")
                ? new IllegalStateException(where)
                : new TestAbortedException(where);
    }

    private static Stream<Path> folders() {
        Stream<String> named = Stream.of(
                        System.getProperty("PROMSHARD_SERVERS"),
                        System.getenv("PROMSHARD_SERVERS"),
                        "../.servers/bin",
                        ".servers/bin")
                .flatMap(Stream::ofNullable);
        List<String> path = Arrays.asList(
                Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator, -1));
        return Stream.concat(named, path.stream()).map(Path::of);
    }
}
