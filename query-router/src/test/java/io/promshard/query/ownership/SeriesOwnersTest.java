package io.promshard.query.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.query.engine.TimedSamples;
import io.promshard.query.ownership.SeriesOwners.Scraped;
import io.promshard.shard.labels.Labels;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SeriesOwnersTest {

    private static final Labels SERIES = Labels.of("__name__", "x", "job", "j", "instance", "i");
    private static final Labels TARGET = Labels.of("job", "j", "instance", "i");

    /**
     * Samples of a collector: {@code 10..60} is one each ten seconds, {@code 75!} the end of the series, {@code 80} a sample. Values
     * are the collector's number.
     */
    private static Scraped collector(int number, String text) {
        long[] times = Arrays.stream(text.split(" ", -1))
                .filter(part -> !part.endsWith("!"))
                .flatMapToLong(SeriesOwnersTest::times)
                .toArray();
        long[] ends = Arrays.stream(text.split(" ", -1))
                .filter(part -> part.endsWith("!"))
                .mapToLong(part -> 1000 * Long.parseLong(part.substring(0, part.length() - 1)))
                .toArray();
        double[] values = new double[times.length];
        Arrays.fill(values, number);
        return new Scraped(Set.of("c" + number), TimedSamples.scraped(values, times, List.of(), new long[0], ends));
    }

    private static LongStream times(String part) {
        String[] bounds = part.split("\\.\\.", -1);
        return bounds.length == 1
                ? LongStream.of(1000 * Long.parseLong(part))
                : LongStream.iterate(
                        1000 * Long.parseLong(bounds[0]), t -> t <= 1000 * Long.parseLong(bounds[1]), t -> t + 10_000);
    }

    private static Handover move(int from, int to, long added, @Nullable Long taken, @Nullable Long removed) {
        return new Handover(
                "c" + from,
                "c" + to,
                List.of(TARGET),
                Instant.ofEpochSecond(added),
                taken == null ? null : Instant.ofEpochSecond(taken),
                removed == null ? null : Instant.ofEpochSecond(removed));
    }

    /** As {@code 1: 10 20; 2: 25 35; 45!}. */
    private static String merged(List<Handover> moves, Scraped... collectors) {
        TimedSamples merged = new SeriesOwners(moves).merged(SERIES, List.of(collectors));
        StringBuilder text = new StringBuilder();
        double last = 0;
        for (int i = 0; i < merged.floats().length; i++) {
            double owner = merged.floats()[i];
            text.append(owner == last ? " " : (i == 0 ? "" : "; ") + (int) owner + ": ")
                    .append(merged.floatTimes()[i] / 1000);
            last = owner;
        }
        String ends = Arrays.stream(merged.endTimes())
                .mapToObj(end -> "; " + end / 1000 + "!")
                .collect(Collectors.joining());
        return text + ends;
    }

    @Test
    void theNewCollectorCountsFromItsFirstSampleOn() {
        assertThat(merged(List.of(), collector(1, "10..50 60!"), collector(2, "33..73")))
                .isEqualTo("1: 10 20 30; 2: 33 43 53 63 73");
    }

    @Test
    void theOrderOfTheCollectorsDoesNotMatter() {
        assertThat(merged(List.of(), collector(2, "33..73"), collector(1, "10..50 60!")))
                .isEqualTo("1: 10 20 30; 2: 33 43 53 63 73");
    }

    @Test
    void aSeriesThatEndsOnTheLastCollectorEnds() {
        assertThat(merged(List.of(), collector(1, "10..50 60!"), collector(2, "33..73 83!")))
                .isEqualTo("1: 10 20 30; 2: 33 43 53 63 73; 83!");
    }

    @Test
    void aSeriesThatEndedBeforeItMovedHasAGap() {
        assertThat(merged(List.of(), collector(1, "10..30 40!"), collector(2, "63..83")))
                .isEqualTo("1: 10 20 30; 2: 63 73 83; 40!");
    }

    @Test
    void aMoveThereAndBackHasEachCollectorInTurn() {
        assertThat(merged(List.of(), collector(1, "10..50 60! 92..112"), collector(2, "33..93 103!")))
                .isEqualTo("1: 10 20 30; 2: 33 43 53 63 73 83; 1: 92 102 112");
    }

    @Test
    void theOldCollectorGoesOnWhereTheNewOneStops() {
        assertThat(merged(List.of(), collector(1, "10..90"), collector(2, "33..53 63!")))
                .isEqualTo("1: 10 20 30; 2: 33 43 53; 1: 70 80 90");
        assertThat(merged(List.of(), collector(1, "10..90"), collector(2, "33..53")))
                .as("without a word, as one that was killed")
                .isEqualTo("1: 10 20 30; 2: 33 43 53; 1: 70 80 90");
    }

    @Test
    void threeCollectorsFollowEachOther() {
        assertThat(merged(List.of(), collector(1, "10..50 60!"), collector(2, "33..73 83!"), collector(3, "55..95")))
                .isEqualTo("1: 10 20 30; 2: 33 43 53; 3: 55 65 75 85 95");
    }

    @Test
    void aCollectorThatIsKnownToHaveTakenOverLaterCountsFromThenOn() {
        assertThat(merged(List.of(move(1, 2, 30, 53L, 60L)), collector(1, "10..60 70!"), collector(2, "33..83")))
                .isEqualTo("1: 10 20 30 40 50; 2: 53 63 73 83");
    }

    @Test
    void aCollectorThatIsKnownNeverToHaveTakenOverDoesNotCount() {
        assertThat(merged(List.of(move(1, 2, 30, null, 60L)), collector(1, "10..90"), collector(2, "33..53 63!")))
                .isEqualTo("1: 10 20 30 40 50 60 70 80 90");
    }

    @Test
    void aMoveOfAnotherTargetSaysNothing() {
        Handover other = new Handover(
                "c1",
                "c2",
                List.of(Labels.of("job", "j", "instance", "other")),
                Instant.ofEpochSecond(30),
                null,
                Instant.ofEpochSecond(60));

        assertThat(merged(List.of(other), collector(1, "10..50 60!"), collector(2, "33..73")))
                .isEqualTo("1: 10 20 30; 2: 33 43 53 63 73");
    }

    @Test
    void noTimeHasSamplesOfTwoCollectors() {
        Stream.of("7..97", "33..53 63! 81..121", "1..21 31!").forEach(text -> {
            String merged = merged(List.of(), collector(1, "10..110"), collector(2, text));
            long[] times = Arrays.stream(merged.split("[^0-9]+", -1))
                    .filter(part -> part.length() > 1)
                    .mapToLong(Long::parseLong)
                    .toArray();
            assertThat(times).as(merged).isSorted();
        });
    }
}
