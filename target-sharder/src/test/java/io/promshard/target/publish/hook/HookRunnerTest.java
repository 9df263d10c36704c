package io.promshard.target.publish.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HookRunnerTest {

    @TempDir
    private Path temp;

    @Test
    void runsForEachCollectorWithItsFiles() {
        try (HookRunner runner = runner(4, "echo $0 $1 $2 >> %s", "{group}", "{collector}", "{files}")) {
            runner.changed("g", "c1", files("a"));
            runner.changed("g", "c2", files("b"));

            await().until(() -> runner.succeeded() == 2);
            assertThat(log()).containsExactlyInAnyOrder("g c1 /sd/a", "g c2 /sd/b");
            await().until(() -> runner.status().stream().noneMatch(HookStatus::pending));
        }
    }

    @Test
    void changesThatComeWhileItRunsAreOneMoreRun() throws IOException {
        Path gate = temp.resolve("gate");
        String script = "echo $@ >> %s; while [ ! -e " + gate + " ]; do sleep 0.02; done";
        try (HookRunner runner = runner(4, script, "x", "{files}")) {
            runner.changed("g", "c", files("a"));
            await().until(() -> log().size() == 1);
            runner.changed("g", "c", files("b"));
            runner.changed("g", "c", files("c"));
            runner.changed("g", "c", files("b"));

            Files.createFile(gate);

            await().until(() -> runner.succeeded() == 2);
            assertThat(log()).containsExactly("/sd/a", "/sd/b /sd/c");
        }
    }

    @Test
    void aRunThatFailsIsRepeatedWithItsFilesUntilItGoesWell() throws IOException {
        Path ok = temp.resolve("ok");
        try (HookRunner runner = runner(4, "echo $1 >> %s; echo failing; [ -e " + ok + " ]", "x", "{files}")) {
            runner.changed("g", "c", files("a"));
            await().until(() -> runner.failed() >= 3);
            HookStatus failing = runner.status().getFirst();
            assertThat(failing.error()).contains("status 1");
            assertThat(failing.output()).containsExactly("failing");
            assertThat(failing.pending()).isTrue();

            Files.createFile(ok);

            await().until(() -> runner.succeeded() == 1);
            await().until(() -> runner.status().getFirst().failures() == 0);
            assertThat(log()).containsOnly("/sd/a");
        }
    }

    @Test
    void aNewChangeEndsTheWaitAfterAFailure() throws IOException {
        Path ok = temp.resolve("ok");
        HookSettings patient = new HookSettings(Duration.ofSeconds(10), 1, Duration.ofHours(1), Duration.ofHours(1));
        try (HookRunner runner = runner(patient, "echo $@ >> %s; [ -e " + ok + " ]", "x", "{files}")) {
            runner.changed("g", "c", files("a"));
            await().until(() -> runner.failed() == 1);
            Files.createFile(ok);
            runner.changed("g", "c", files("b"));

            await().until(() -> runner.succeeded() == 1);
            assertThat(log()).containsExactly("/sd/a", "/sd/a /sd/b");
        }
    }

    @Test
    void noMoreRunAtATimeThanAllowed() {
        String script = "echo begin >> %1$s; sleep 0.1; echo end >> %1$s";
        try (HookRunner runner = runner(2, script, "x")) {
            for (int i = 0; i < 8; i++) {
                runner.changed("g", "c" + i, files("a"));
            }
            await().until(() -> runner.succeeded() == 8);
        }
        int running = 0;
        for (String line : log()) {
            running += line.equals("begin") ? 1 : -1;
            assertThat(running).isBetween(0, 2);
        }
    }

    @Test
    void closingKillsWhatRuns() {
        HookRunner runner = runner(4, "echo $$ >> %s; exec sleep 300", "x");
        runner.changed("g", "c", files("a"));
        await().until(() -> log().size() == 1);

        runner.close();

        long pid = Long.parseLong(log().getFirst());
        await().until(() -> ProcessHandle.of(pid).isEmpty());
    }

    private HookRunner runner(int parallel, String script, String... arguments) {
        HookSettings settings =
                new HookSettings(Duration.ofSeconds(10), parallel, Duration.ofMillis(20), Duration.ofMillis(50));
        return runner(settings, script, arguments);
    }

    private HookRunner runner(HookSettings settings, String script, String... arguments) {
        List<String> line = new java.util.ArrayList<>(List.of("sh", "-c", script.formatted(temp.resolve("log"))));
        line.addAll(List.of(arguments));
        return new HookRunner(new HookCommand(line), settings, Clock.systemUTC(), System::nanoTime, new Random(1));
    }

    private static List<Path> files(String... names) {
        return List.of(names).stream().map(name -> Path.of("/sd/" + name)).toList();
    }

    private List<String> log() {
        try {
            Path log = temp.resolve("log");
            return Files.exists(log) ? Files.readAllLines(log) : List.of();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
