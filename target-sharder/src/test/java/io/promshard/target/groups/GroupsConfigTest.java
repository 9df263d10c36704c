package io.promshard.target.groups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.promshard.shard.membership.SteppingClock;
import io.promshard.target.spec.GroupSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class GroupsConfigTest {

    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
    private static final Instant LATER = START.plusSeconds(60);

    private final SteppingClock clock = new SteppingClock(START);

    @TempDir
    private Path folder;

    private static String groups(String... names) {
        StringBuilder text = new StringBuilder("groups:\n");
        for (String name : names) {
            text.append("  ")
                    .append(name)
                    .append(": {collectors: [c:1], jobs: [{name: j, sources: [{static: [x]}]}]}\n");
        }
        return text.toString();
    }

    private static List<String> names(List<GroupSpec> groups) {
        return groups.stream().map(GroupSpec::name).toList();
    }

    private Path file() {
        return folder.resolve("groups.yml");
    }

    private GroupsConfig open(String text) throws Exception {
        Files.writeString(file(), text);
        return GroupsConfig.open(file(), clock);
    }

    private static void pollTwice(GroupsConfig config) {
        config.poll();
        config.poll();
    }

    @Test
    void whatTheFileSaysIsInForce() throws Exception {
        GroupsState state = open(groups("a", "b")).state();

        assertThat(names(state.groups())).containsExactly("a", "b");
        assertThat(state.isCurrent()).isTrue();
        assertThat(state.since()).isEqualTo(START);
    }

    @Test
    void aBrokenFileIsNoStartAndAllProblemsAreTold() {
        assertThatThrownBy(() -> open("groups:\n  a: {}\n  b: x\n"))
                .isInstanceOf(BrokenGroupsException.class)
                .hasMessage(file() + ":2:6: groups.a: collectors is missing\n" + file()
                        + ":2:6: groups.a: jobs is missing\n" + file()
                        + ":3:6: groups.b: must be a mapping, got: \"x\"");
    }

    @Test
    void aFileThatIsNotThereIsNoStart() {
        assertThatThrownBy(() -> GroupsConfig.open(file(), clock))
                .hasMessageContaining("groups.yml:1:1: cannot be read: java.nio.file.NoSuchFileException");
    }

    @Test
    void aFileThatIsNoUtf8IsNoStart() throws Exception {
        Files.write(file(), new byte[] {'g', (byte) 0xff});

        assertThatThrownBy(() -> GroupsConfig.open(file(), clock)).hasMessageEndingWith("groups.yml:1:1: is no UTF-8");
    }

    @Test
    void anEndlessFileIsNoStart() {
        assertThatThrownBy(() -> GroupsConfig.open(Path.of("/dev/zero"), clock))
                .isInstanceOf(BrokenGroupsException.class);
    }

    @Test
    void aMarkOfByteOrderIsNoProblem() throws Exception {
        Files.write(file(), ("\uFEFF" + groups("a")).getBytes(StandardCharsets.UTF_8));

        assertThat(names(GroupsConfig.open(file(), clock).state().groups())).containsExactly("a");
    }

    @Test
    void aChangeCountsWhenTwoPollsHaveSeenIt() throws Exception {
        GroupsConfig config = open(groups("a"));
        List<List<String>> told = new ArrayList<>();
        config.subscribe(groups -> told.add(names(groups)));
        clock.step(Duration.between(START, LATER));

        Files.writeString(file(), groups("a", "b"));
        config.poll();
        Files.writeString(file(), groups("a", "b", "c"));
        config.poll();
        assertThat(names(config.state().groups())).containsExactly("a");
        config.poll();

        assertThat(names(config.state().groups())).containsExactly("a", "b", "c");
        assertThat(config.state().since()).isEqualTo(LATER);
        assertThat(told).containsExactly(List.of("a", "b", "c"));
    }

    @Test
    void aReloadNeedsNoPoll() throws Exception {
        GroupsConfig config = open(groups("a"));
        Files.writeString(file(), groups("b"));

        assertThat(names(config.reload().groups())).containsExactly("b");
    }

    @Test
    void whatSaysTheSameIsNotTold() throws Exception {
        GroupsConfig config = open(groups("a"));
        List<List<GroupSpec>> told = new ArrayList<>();
        config.subscribe(told::add);

        Files.writeString(file(), "# the same\n" + groups("a"));
        pollTwice(config);
        config.reload();

        assertThat(told).isEmpty();
        assertThat(config.state().isCurrent()).isTrue();
    }

    @Test
    void aBrokenFileLeavesTheLastGoodGroupsInForceAndIsToldOnce(CapturedOutput output) throws Exception {
        GroupsConfig config = open(groups("a"));
        clock.step(Duration.between(START, LATER));

        Files.writeString(file(), "groups: 1");
        pollTwice(config);
        pollTwice(config);

        assertThat(names(config.state().groups())).containsExactly("a");
        assertThat(config.state().isCurrent()).isFalse();
        assertThat(config.state().since()).isEqualTo(START);
        assertThat(config.state().tried()).isEqualTo(LATER);
        assertThat(config.state().problems())
                .singleElement()
                .extracting(Problem::path)
                .isEqualTo("groups");
        assertThat(output.getOut()).containsOnlyOnce("groups.yml:1:9: groups: must be a mapping, got: \"1\"");
    }

    @Test
    void anotherBrokenContentIsToldAgain(CapturedOutput output) throws Exception {
        GroupsConfig config = open(groups("a"));

        Files.writeString(file(), "groups: 1");
        pollTwice(config);
        Files.writeString(file(), "groups: 2");
        pollTwice(config);

        assertThat(output.getOut()).contains("got: \"1\"").contains("got: \"2\"");
    }

    @Test
    void aFileThatIsGoneLeavesTheLastGoodGroupsInForce() throws Exception {
        GroupsConfig config = open(groups("a"));

        Files.delete(file());
        pollTwice(config);

        assertThat(names(config.state().groups())).containsExactly("a");
        assertThat(config.state().problems())
                .singleElement()
                .extracting(Problem::allowed)
                .asString()
                .contains("NoSuchFile");
    }

    @Test
    void itIsRightAgainWithWhatWasInForce() throws Exception {
        GroupsConfig config = open(groups("a"));
        Files.writeString(file(), "groups: 1");
        config.reload();

        Files.writeString(file(), groups("a"));
        pollTwice(config);

        assertThat(config.state().isCurrent()).isTrue();
    }

    @Test
    void aSecretThatComesLaterIsSeenWithoutAChangeOfTheFile() throws Exception {
        GroupsConfig config = open(groups("a"));
        Files.writeString(
                file(),
                "groups: {b: {collectors: [c:1], jobs: [{name: j, sources: [{http: {url: h, bearer-token-file: token}}]}]}}");
        pollTwice(config);
        assertThat(config.state().isCurrent()).isFalse();

        Files.writeString(folder.resolve("token"), "x");
        config.poll();

        assertThat(names(config.state().groups())).containsExactly("b");
    }

    /** As Kubernetes swaps the files of a ConfigMap. */
    @Test
    void aSwapOfSymbolicLinksIsAChange() throws Exception {
        Path old = Files.createDirectory(folder.resolve("..1"));
        Path next = Files.createDirectory(folder.resolve("..2"));
        Files.writeString(old.resolve("groups.yml"), groups("a"));
        Files.writeString(next.resolve("groups.yml"), groups("b"));
        Files.createSymbolicLink(folder.resolve("..data"), Path.of("..1"));
        Files.createSymbolicLink(file(), Path.of("..data", "groups.yml"));
        GroupsConfig config = GroupsConfig.open(file(), clock);

        Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of("..2"));
        Files.move(folder.resolve("..data_tmp"), folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        pollTwice(config);

        assertThat(names(config.state().groups())).containsExactly("b");
    }

    @Test
    void aListenerThatFailsDoesNotKeepTheNewsFromOthers() throws Exception {
        GroupsConfig config = open(groups("a"));
        List<String> told = new ArrayList<>();
        config.subscribe(groups -> {
            throw new IllegalStateException("a listener's defect");
        });
        config.subscribe(groups -> told.addAll(names(groups)));

        Files.writeString(file(), groups("b"));
        config.reload();

        assertThat(told).containsExactly("b");
    }

    @Test
    void aWatchPollsByItself() throws Exception {
        GroupsConfig config = open(groups("a"));
        CountDownLatch told = new CountDownLatch(1);
        config.subscribe(groups -> told.countDown());
        try (ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
                GroupsWatch watch = new GroupsWatch(config, Duration.ofMillis(10), timer)) {
            Files.writeString(file(), groups("b"));

            assertThat(told.await(10, TimeUnit.SECONDS)).as("%s", watch).isTrue();
        }
    }

    @Test
    void metricsAreNamedAsThoseOfPrometheus() throws Exception {
        MeterRegistry registry = new SimpleMeterRegistry();
        GroupsConfig config = open(groups("a"));
        new GroupsMetrics(config).bindTo(registry);

        assertThat(registry.get("target.sharder.config.last.reload.successful")
                        .gauge()
                        .value())
                .isEqualTo(1);
        Files.writeString(file(), "x");
        clock.step(Duration.between(START, LATER));
        config.reload();

        assertThat(registry.get("target.sharder.config.last.reload.successful")
                        .gauge()
                        .value())
                .isZero();
        assertThat(registry.get("target.sharder.config.last.reload.success.timestamp.seconds")
                        .gauge()
                        .value())
                .isEqualTo((double) START.getEpochSecond());
    }
}
