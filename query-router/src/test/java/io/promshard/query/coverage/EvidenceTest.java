package io.promshard.query.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.query.topology.Replica;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvidenceTest {

    private static final long MINUTE = 60_000;

    private static final List<Replica> REPLICAS =
            List.of(new Replica("r0", URI.create("http://r0:9090")), new Replica("r1", URI.create("http://r1:9090")));

    private static Evidence evidence(Measure measure, double[]... counts) {
        return Evidence.of(
                REPLICAS,
                new Buckets(
                        0,
                        MINUTE,
                        Arrays.stream(counts)
                                .mapToInt(each -> each.length)
                                .max()
                                .orElseThrow()),
                Arrays.stream(counts)
                        .map(each -> each.length == 0 ? Optional.<double[]>empty() : Optional.of(each))
                        .toList(),
                measure);
    }

    /** Which minutes a replica lacks, as {@code 1} and {@code .}. */
    private static String lacked(Evidence evidence, int replica, int minutes) {
        StringBuilder lacked = new StringBuilder();
        for (int i = 0; i < minutes; i++) {
            lacked.append(evidence.lacks(replica, minutes(i, i + 1)) ? '1' : '.');
        }
        return lacked.toString();
    }

    private static Span minutes(long after, long until) {
        return new Span(after * MINUTE, until * MINUTE);
    }

    @Test
    void whoHasFewerSamplesLacksSome() {
        Evidence evidence = evidence(Measure.SAMPLES, new double[] {4, 3, 0, 4}, new double[] {4, 4, 4, 4});

        assertThat(lacked(evidence, 0, 4)).isEqualTo(".11.");
        assertThat(lacked(evidence, 1, 4)).isEqualTo("....");
        assertThat(evidence.lacks(0, minutes(0, 1))).isFalse();
        assertThat(evidence.lacks(0, new Span(0, MINUTE + 1))).isTrue();
        assertThat(evidence.lacks(0, new Span(3 * MINUTE - 1, 4 * MINUTE))).isTrue();
    }

    @Test
    void whatNobodyHasNobodyLacks() {
        Evidence evidence = evidence(Measure.SAMPLES, new double[] {4, 0, 0, 4}, new double[] {4, 0, 0, 4});

        assertThat(lacked(evidence, 0, 4)).isEqualTo("....");
        assertThat(evidence.sees(minutes(1, 3))).isFalse();
        assertThat(evidence.sees(minutes(0, 3))).isTrue();
    }

    @Test
    void whoDoesNotSayLacksWhatOthersHave() {
        Evidence evidence = evidence(Measure.SAMPLES, new double[0], new double[] {4, 4, 4});

        assertThat(lacked(evidence, 0, 3)).isEqualTo("111");
        assertThat(lacked(evidence, 1, 3)).isEqualTo("...");
        assertThat(evidence.isComplete()).isFalse();
    }

    @Test
    void whoDoesNotSayMayHaveWhatOthersLack() {
        Evidence evidence = evidence(Measure.SAMPLES, new double[0], new double[] {0, 4, 0, 4});

        assertThat(lacked(evidence, 1, 4)).isEqualTo("1.1.");
    }

    @Test
    void whoDoesNotSayMayHaveWhatTheWitnessOfOthersLacks() {
        double[] hole = {8, 8, 8, 3, 8, 8, 8};

        assertThat(lacked(evidence(Measure.WITNESS, new double[0], hole), 1, 7)).isEqualTo("..11...");
        assertThat(lacked(evidence(Measure.WITNESS, hole, hole), 1, 7)).isEqualTo(".......");
    }

    @Test
    void whatAReplicaLacksAtTheEndItLacksFromThenOn() {
        Evidence evidence = evidence(Measure.SAMPLES, new double[] {4, 0}, new double[] {4, 4});

        assertThat(evidence.lacks(0, minutes(7, 9))).isTrue();
        assertThat(evidence.lacks(1, minutes(7, 9))).isFalse();
    }

    /** Counted are those of two minutes together: of 8 four may be missing, and with five both minutes are suspect. */
    @Test
    void ofTheWitnessHalfMayBeMissing() {
        Evidence evidence = evidence(Measure.WITNESS, new double[] {8, 4, 3, 8, 8}, new double[] {8, 8, 8, 8, 8});

        assertThat(lacked(evidence, 0, 5)).isEqualTo(".11..");
    }

    @Test
    void ofSeriesTheMinutesBesideCountToo() {
        Evidence evidence = evidence(Measure.SERIES, new double[] {2, 2, 0, 2, 2}, new double[] {2, 2, 2, 2, 2});

        assertThat(lacked(evidence, 0, 5)).isEqualTo(".111.");
    }

    @Test
    void replicasWithSamplesOfOtherTimesLackNone() {
        double[] even = new double[100];
        double[] odd = new double[100];
        for (int i = 0; i < 100; i++) {
            even[i] = 1 - i % 2;
            odd[i] = i % 2;
        }

        assertThat(lacked(evidence(Measure.SAMPLES, even, odd), 0, 100)).doesNotContain("1");
        assertThat(lacked(evidence(Measure.SAMPLES, even, odd), 1, 100)).doesNotContain("1");
    }

    @Test
    void bucketsBeginAtMultiplesOfTheirWidth() {
        assertThat(Buckets.over(new Span(61_000, 119_000))).isEqualTo(new Buckets(60_000, 60_000, 1));
        assertThat(Buckets.over(new Span(60_000, 120_000))).isEqualTo(new Buckets(60_000, 60_000, 1));
        assertThat(Buckets.over(new Span(59_999, 120_001))).isEqualTo(new Buckets(0, 60_000, 3));
        assertThat(Buckets.over(new Span(0, 365L * 24 * 60 * MINUTE)).count()).isLessThanOrEqualTo(5001);
    }
}
