package io.promshard.target.publish.files;

import static io.promshard.target.publish.Samples.target;
import static io.promshard.target.publish.Samples.targets;
import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.target.model.Target;
import io.promshard.target.model.TargetSet;
import io.promshard.target.publish.Encodings;
import io.promshard.target.publish.Publication;
import io.promshard.target.publish.PublicationBuilder;
import io.promshard.target.publish.Version;
import io.promshard.target.publish.sd.SdEndpoint;
import io.promshard.target.publish.sd.ServedLists;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What delivery costs. Bounds hold for the best of some rounds, since the machine may be busy. */
class DeliverySpeedTest {

    private static final int COLLECTORS = 10;
    private static final List<String> NAMES =
            IntStream.range(0, COLLECTORS).mapToObj(i -> "c" + i).toList();

    @TempDir
    private Path root;

    private final Encodings encodings = new Encodings();
    private final PublicationBuilder builder = new PublicationBuilder("g");
    private FileSdPublisher publisher;

    @BeforeEach
    void open() {
        publisher = new FileSdPublisher(PublishForever.open(root), encodings, ChangeListener.NONE);
    }

    @Test
    void oneChangedTargetOfFiftyThousandIsOnTheDiskInFiftyMilliseconds() {
        List<Target> targets = new ArrayList<>(targets("j", 50_000));
        publisher.publish(build(1, TargetSet.of(targets)));
        assertThat(publisher.written()).isEqualTo(COLLECTORS);

        double[] millis = new double[50];
        for (int round = 0; round < millis.length; round++) {
            targets.set(7, target("j", "changed:" + round));
            TargetSet set = TargetSet.of(targets);
            long start = System.nanoTime();
            publisher.publish(build(2 + round, set));
            millis[round] = millisSince(start);
        }

        assertThat(publisher.written()).isBetween(COLLECTORS + 50L, COLLECTORS + 100L);
        report("one of 50 000 targets changed, 10 collectors, decided to written", millis);
        assertThat(Arrays.stream(millis).min().orElseThrow()).isLessThan(50);
    }

    @Test
    void anUnchangedCycleWritesNothing() {
        List<Target> targets = targets("j", 200_000);
        TargetSet set = TargetSet.of(targets);
        publisher.publish(build(1, set));
        assertThat(publisher.written()).isEqualTo(COLLECTORS);

        double[] millis = new double[10];
        for (int round = 0; round < millis.length; round++) {
            long start = System.nanoTime();
            publisher.publish(build(2 + round, set));
            millis[round] = millisSince(start);
        }

        assertThat(publisher.written()).isEqualTo(COLLECTORS);
        report("none of 200 000 targets changed, 10 collectors", millis);
        assertThat(Arrays.stream(millis).min().orElseThrow()).isLessThan(500);
    }

    /** Lists are encoded when they are published: so it holds for the first who asks, too. */
    @Test
    void theFirstAnswerOfTenThousandTargetsTakesTwentyMilliseconds() {
        TargetSet set = TargetSet.of(targets("j", 10_000));
        double[] encoded = new double[10];
        double[] millis = new double[encoded.length];
        for (int round = 0; round < millis.length; round++) {
            ServedLists lists = new ServedLists(new Encodings(), Runnable::run);
            Publication publication =
                    builder.build(new Version(1, 1 + round), set, key -> List.of("c0"), Set.of("j"), Set.of("c0"));
            long begin = System.nanoTime();
            lists.publish(publication);
            encoded[round] = millisSince(begin);
            long start = System.nanoTime();
            assertThat(new SdEndpoint(lists).answer("g", "c0", "j", "", "gzip").body())
                    .hasSizeGreaterThan(10_000);
            millis[round] = millisSince(start);
        }

        report("10 000 targets encoded and compressed", encoded);
        report("the first http_sd answer of them", millis);
        assertThat(Arrays.stream(millis).min().orElseThrow()).isLessThan(20);
    }

    private Publication build(long generation, TargetSet targets) {
        return builder.build(
                new Version(1, generation),
                targets,
                key -> List.of(NAMES.get((int) Long.remainderUnsigned(key, COLLECTORS))),
                Set.of("j"),
                NAMES);
    }

    private static double millisSince(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toNanos() / 1e6;
    }

    private static void report(String what, double[] millis) {
        double[] sorted = Arrays.stream(millis).sorted().toArray();
        System.err.printf(
                Locale.ROOT,
                ">>> %s: best %.1f ms, median %.1f ms, worst %.1f ms (%s)%n",
                what,
                sorted[0],
                sorted[sorted.length / 2],
                sorted[sorted.length - 1],
                Arrays.stream(millis).mapToObj("%.0f"::formatted).collect(Collectors.joining(" ")));
    }
}
