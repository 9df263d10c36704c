package io.promshard.target.publish.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HookProcessTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path temp;

    private final HookProcess process = new HookProcess(System::nanoTime);

    @Test
    void aGoodRunHasItsOutput() throws InterruptedException {
        HookResult result = shell("echo one; echo two >&2", LONG);

        assertThat(result.isGood()).isTrue();
        assertThat(result.output()).containsExactly("one", "two");
        assertThat(result.took()).isPositive();
    }

    @Test
    void aStatusThatIsNotZeroIsAnError() throws InterruptedException {
        assertThat(shell("echo broken; exit 3", LONG).error()).startsWith("ended with status 3");
    }

    @Test
    void aProgramThatIsNotThereIsAnError() throws InterruptedException {
        assertThat(process.run(List.of("/no/such/program"), LONG).error()).contains("cannot be started");
    }

    @Test
    void onlyTheLastLinesAreKeptAndLongOnesCut() throws InterruptedException {
        HookResult result = shell("yes | head -n 200000; printf '%01000d\\n' 7; echo end", LONG);

        assertThat(result.output()).hasSize(20).endsWith("0".repeat(300), "end");
    }

    @Test
    void aRunThatTakesTooLongIsKilledWithAllItStarted() throws Exception {
        Path pids = temp.resolve("pids");

        HookResult result = shell(
                "sleep 300 & echo $! > " + pids + "; (sleep 300; true) & echo begun; sleep 300",
                Duration.ofMillis(500));

        assertThat(result.error()).startsWith("killed");
        assertThat(result.output()).containsExactly("begun");
        assertThat(result.took()).isLessThan(Duration.ofSeconds(10));
        long child = Long.parseLong(Files.readString(pids).strip());
        await().until(() -> isGone(child));
    }

    @Test
    void whatARunLeavesBehindDoesNotHoldItUp() throws InterruptedException {
        HookResult result = shell("sleep 20 & echo done", LONG);

        assertThat(result.isGood()).isTrue();
        assertThat(result.took()).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void nothingCanBeReadByIt() throws InterruptedException {
        assertThat(shell("cat; echo end", LONG).output()).containsExactly("end");
    }

    private HookResult shell(String script, Duration timeout) throws InterruptedException {
        return process.run(List.of("sh", "-c", script), timeout);
    }

    /** Killed and waiting for a parent that never looks is gone, too. */
    private static boolean isGone(long pid) throws IOException {
        Path stat = Path.of("/proc/" + pid + "/stat");
        return !Files.exists(stat) || Files.readString(stat).contains(") Z ");
    }
}
