package io.promshard.query.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.query.client.Deadline;
import io.promshard.query.engine.Grid;
import io.promshard.query.promql.ast.VectorSelector;
import io.promshard.query.promql.parser.ParserOptions;
import io.promshard.query.promql.parser.PromqlParser;
import io.promshard.query.topology.FeatureLabel;
import io.promshard.query.topology.Replica;
import io.promshard.query.topology.Shard;
import io.promshard.query.topology.Topology;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two replicas with four samples a minute from 1970-01-02 on, but for the minutes that they lack. */
@Timeout(60)
class CoverageTest {

    private static final long MINUTE = 60_000;
    private static final long DAY = 24 * 60 * MINUTE;

    private final Replica r0 = new Replica("r0", URI.create("http://r0:9090"));
    private final Replica r1 = new Replica("r1", URI.create("http://r1:9090"));
    private final Shard shard = new Shard("a", new FeatureLabel.External("a"), List.of(r0, r1));
    private final Map<Replica, Set<Long>> lacked = new HashMap<>(Map.of(r0, new HashSet<>(), r1, new HashSet<>()));
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Set<String> witnessed = new HashSet<>();
    private final Set<Replica> silent = new HashSet<>();
    private final Set<Replica> unwell = new HashSet<>();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.ofEpochMilli(30 * DAY));
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Comparison comparison = new Comparison(
            this::count, replica -> !unwell.contains(replica), threads, Duration.ofSeconds(30), System::nanoTime);
    private final RecentEvidence recent = new RecentEvidence(
            () -> new Topology(1, "cluster", List.of(shard)), comparison, "up", Duration.ofHours(25), now::get);
    private final Coverage coverage = new Coverage(recent, comparison, "up", threads, now::get);

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    private Optional<double[]> count(Replica replica, String query, Buckets buckets, Deadline deadline) {
        asked.add(replica.name() + " " + query);
        if (silent.contains(replica)) {
            return Optional.empty();
        }
        boolean there = !query.contains("(up[") || witnessed.contains("up");
        int window = query.contains("(up[") ? 2 : 1;
        double[] counts = new double[buckets.count()];
        for (int i = 0; there && i < counts.length; i++) {
            for (long minute = buckets.end(i) / MINUTE - window; minute < buckets.end(i) / MINUTE; minute++) {
                counts[i] += minute < DAY / MINUTE || lackedBy(replica).contains(minute) ? 0 : 4;
            }
        }
        return Optional.of(counts);
    }

    private Set<Long> lackedBy(Replica replica) {
        return Objects.requireNonNull(lacked.get(replica));
    }

    private void lacks(Replica replica, long after, long until) {
        for (long minute = after; minute < until; minute++) {
            lackedBy(replica).add(minute);
        }
    }

    /** In minutes, each piece as its steps and who has them. */
    private String pieces(String query, long start, long end) {
        Grid grid = new Grid(start * MINUTE, end * MINUTE, MINUTE);
        List<Piece> pieces = coverage.pieces(
                shard,
                new PromqlParser(ParserOptions.STABLE).parse(query),
                grid,
                5 * MINUTE,
                Deadline.after(Duration.ofSeconds(30), System::nanoTime));
        List<String> texts = new ArrayList<>();
        for (Piece piece : pieces) {
            long first = start + piece.first();
            texts.add(first + "-" + (first + piece.steps() - 1) + " "
                    + piece.having().stream().map(Replica::name).collect(Collectors.joining("+")));
        }
        return String.join(", ", texts);
    }

    @Test
    void anyReplicaAnswersWhatNobodyLacks() {
        assertThat(pieces("x", 5000, 5100)).isEmpty();
    }

    @Test
    void aShardWithOneReplicaIsNotAskedWhatItHas() {
        Shard single = new Shard("a", new FeatureLabel.External("a"), List.of(r0));

        List<Piece> pieces = coverage.pieces(
                single,
                new PromqlParser(ParserOptions.STABLE).parse("x"),
                Grid.instant(5000 * MINUTE),
                5 * MINUTE,
                Deadline.after(Duration.ofSeconds(30), System::nanoTime));

        assertThat(pieces).isEmpty();
        assertThat(asked).isEmpty();
    }

    @Test
    void theOtherAnswersWhatOneLacks() {
        lacks(r0, 5010, 5020);

        assertThat(pieces("x", 5000, 5100)).isEqualTo("5000-5100 r1");
        assertThat(pieces("x", 5025, 5100)).isEmpty();
        assertThat(pieces("x", 5024, 5100)).isEqualTo("5024-5100 r1");
        assertThat(pieces("x", 5000, 5010)).isEmpty();
    }

    /** r0 can answer from 5025 on, where its lookback is out of the gap; r1 up to the beginning of its own. */
    @Test
    void gapsOfBothAreAnsweredInPieces() {
        lacks(r0, 5010, 5020);
        lacks(r1, 5050, 5060);

        assertThat(pieces("x", 5000, 5100)).isEqualTo("5000-5050 r1, 5051-5100 r0");
        assertThat(pieces("rate(x[10m] offset 2m)", 5000, 5100)).isEqualTo("5000-5052 r1, 5053-5100 r0");
    }

    @Test
    void whatARangeNeedsOfBothGapsNobodyHas() {
        lacks(r0, 5010, 5020);
        lacks(r1, 5050, 5060);

        assertThat(pieces("rate(x[1h])", 5000, 5130)).isEqualTo("5000-5050 r1, 5051-5079 , 5080-5130 r0");
    }

    private String stretches(long after, long until) {
        return coverage
                .stretches(
                        shard,
                        ((VectorSelector) new PromqlParser(ParserOptions.STABLE).parse("x")).matchers(),
                        new Span(after * MINUTE + 1, until * MINUTE - 1),
                        Deadline.after(Duration.ofSeconds(30), System::nanoTime))
                .stream()
                .map(stretch -> stretch.span().afterMillis() / (double) MINUTE + "-"
                        + stretch.span().untilMillis() / (double) MINUTE + " "
                        + stretch.having().stream().map(Replica::name).collect(Collectors.joining("+")))
                .collect(Collectors.joining(", "));
    }

    @Test
    void samplesAreReadInStretches() {
        lacks(r0, 5010, 5020);
        lacks(r1, 5050, 5060);
        lacks(r0, 5100, 5101);
        lacks(r1, 5100, 5101);

        assertThat(stretches(5001, 5005)).isEmpty();
        assertThat(stretches(5001, 5040)).startsWith("5001.0").endsWith("r1").doesNotContain(",");
        assertThat(stretches(5000, 5200)).contains("-5050.0 r1, 5050.0-").endsWith(" r0");
    }

    @Test
    void aFixedTimeCountsAtEachStep() {
        lacks(r0, 5010, 5020);

        assertThat(pieces("x @ 300900", 6000, 6010)).isEqualTo("6000-6010 r1");
    }

    @Test
    void theWitnessSaysItForAllSeriesWhereThereIsOne() {
        witnessed.add("up");
        lacks(r0, 5010, 5020);

        assertThat(pieces("x", 5000, 5100)).isEqualTo("5000-5100 r1");
        assertThat(asked).allMatch(query -> query.contains("up["));
    }

    @Test
    void evidenceIsKept() {
        pieces("x", 5000, 5100);
        int before = asked.size();

        pieces("sum(x)", 5000, 5100);

        assertThat(before).isEqualTo(4);
        assertThat(asked).hasSize(before);
    }

    @Test
    void evidenceIsNotKeptForEver() {
        pieces("x", 5000, 5100);
        now.set(now.get().plus(Duration.ofMinutes(11)));

        pieces("x", 5000, 5100);

        assertThat(asked).hasSize(8);
    }

    @Test
    void recentTimesAreKnownAhead() throws Exception {
        witnessed.add("up");
        long minute = now.get().toEpochMilli() / MINUTE;
        lacks(r0, minute - 60, minute - 50);
        recent.refresh();
        asked.clear();

        assertThat(pieces("x", minute - 30, minute)).isEmpty();
        assertThat(pieces("x", minute - 50, minute)).contains("r1");
        assertThat(pieces("x", minute - 600, minute)).contains("r1");
        assertThat(asked).isEmpty();
        assertThat(recent.lacked(shard, r0)).isEqualTo(Duration.ofMinutes(10));
        assertThat(recent.lacked(shard, r1)).isZero();
    }

    @Test
    void aReplicaThatDoesNotSayWhatItHasIsAskedLast() throws Exception {
        witnessed.add("up");
        silent.add(r0);
        recent.refresh();
        long minute = now.get().toEpochMilli() / MINUTE;

        assertThat(pieces("x", minute, minute)).isEqualTo(minute + "-" + minute + " r1");
    }

    @Test
    void aReplicaThatFailsItsProbesIsNotAskedWhatItHas() {
        unwell.add(r0);

        assertThat(pieces("x", 5000, 5000)).isEqualTo("5000-5000 r1");
        assertThat(asked).allMatch(query -> query.startsWith("r1 "));
    }

    @Test
    void whatNobodySaysNobodyLacks() {
        silent.addAll(List.of(r0, r1));

        assertThat(pieces("x", 5000, 5100)).isEmpty();
    }

    @Test
    void timesBeyondAllSamplesAreNotLookedAt() {
        assertThat(coverage.pieces(
                        shard,
                        new PromqlParser(ParserOptions.STABLE).parse("x"),
                        Grid.instant(Long.MAX_VALUE),
                        5 * MINUTE,
                        Deadline.after(Duration.ofSeconds(30), System::nanoTime)))
                .isEmpty();
        assertThat(asked).isEmpty();
    }
}
