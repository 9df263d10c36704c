package io.promshard.target.assign;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.target.assign.Strategy.Ring;
import io.promshard.target.model.Collector;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RingTest {

    private static final JobRule JOB = Given.job(new Ring());

    /** A contract: sharders of two releases that disagree here would move targets at an upgrade. */
    @ParameterizedTest
    @CsvSource({"0, 10.0.0.3:9090", "1, 10.0.0.5:9090", "2, 10.0.0.2:9090", "-1, 10.0.0.5:9090"})
    void isPinnedByGoldenValues(long key, String owner) {
        KeyTable keys = new KeyTable(
                List.of(JOB), new long[] {key}, new int[1], new int[] {1}, new double[1], (index, label) -> "");

        assertThat(Assigner.assign(Given.request(keys, Given.collectors(5))).of(key))
                .containsExactly(owner);
    }

    @Test
    void isPinnedOverManyKeysAndCollectors() {
        Assignment assignment = Assigner.assign(Given.request(Given.keys(1, 100_000, JOB), Given.collectors(50)));

        long checksum = 17;
        for (int key = 0; key < assignment.size(); key++) {
            checksum = checksum * 31 + assignment.owner(key, 0);
        }
        assertThat(checksum).isEqualTo(-586415351356466459L);
    }

    @Nested
    class WhenCollectorsChange {

        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
        void theEleventhTakesItsShareAndNothingElseMoves(long seed) {
            KeyTable keys = Given.keys(seed, 10_000, JOB);
            List<Collector> eleven = Given.collectors(seed, 11);
            Assignment ten = Assigner.assign(Given.request(keys, Given.without(eleven, 3)));
            AssignmentRequest joined = Given.after(ten, keys, eleven);

            Difference difference = Difference.of(joined, Assigner.assign(joined));

            assertThat(difference.share()).isBetween(0.075, 0.105);
            assertThat(difference.counts()).containsOnlyKeys(Difference.Reason.COLLECTOR_JOINED);
            for (int i = 0; i < difference.size(); i++) {
                assertThat(difference.move(i).to())
                        .containsExactly(eleven.get(3).id());
            }
        }

        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3})
        void onlyTheKeysOfTheLeaverMove(long seed) {
            KeyTable keys = Given.keys(seed, 10_000, JOB);
            List<Collector> ten = Given.collectors(seed, 10);
            AssignmentRequest left =
                    Given.after(Assigner.assign(Given.request(keys, ten)), keys, Given.without(ten, 4));

            Difference difference = Difference.of(left, Assigner.assign(left));

            assertThat(difference.counts()).containsOnlyKeys(Difference.Reason.COLLECTOR_LEFT);
            for (int i = 0; i < difference.size(); i++) {
                assertThat(difference.move(i).from()).containsExactly(ten.get(4).id());
            }
        }

        @Test
        void whatWasBeforeDoesNotMatter() {
            KeyTable keys = Given.keys(1, 1_000, JOB);
            List<Collector> five = Given.collectors(5);
            Assignment other = Assigner.assign(Given.request(keys, Given.collectors(7, 3)));

            assertThat(Assigner.assign(Given.after(other, keys, five)))
                    .isEqualTo(Assigner.assign(Given.request(keys, five)));
        }
    }

    @Nested
    class Shares {

        /**
         * Each of 10 collectors gets 1000 of 10 000 keys, give or take 30 by chance alone, whatever the hash: so one set of ids and
         * keys in fifty is expected to have a collector outside 900..1100. A strategy that promises it is bounded.
         */
        @Test
        void staysWithinTenPercentAtTenCollectorsInNineteenOfTwentySets() {
            int within = 0;
            for (long seed = 0; seed < 200; seed++) {
                AssignmentRequest request =
                        Given.request(Given.keys(seed, 10_000, JOB), Given.collectors(1000 + seed, 10));
                within += Balance.of(request, Assigner.assign(request)).shares().stream()
                                .allMatch(share -> share.targets() >= 900 && share.targets() <= 1100)
                        ? 1
                        : 0;
            }

            System.out.println(
                    ">>> ring: 10 000 targets over 10 collectors within 0.90..1.10 in " + within + " of 200 sets");
            assertThat(within).isGreaterThanOrEqualTo(190);
        }

        @Test
        void followsTheWeights() {
            List<Collector> collectors = List.of(
                    Given.collector("a", 1, Double.POSITIVE_INFINITY, Map.of()),
                    Given.collector("b", 3, Double.POSITIVE_INFINITY, Map.of()));
            AssignmentRequest request = Given.request(Given.keys(1, 10_000, JOB), collectors);

            assertThat(Balance.of(request, Assigner.assign(request))
                            .shares()
                            .get(1)
                            .targets())
                    .isBetween(7_200L, 7_800L);
        }

        @Test
        void takesWeightsWhoseSumNoRingHolds() {
            List<Collector> collectors = Given.collectors(100).stream()
                    .map(collector -> Given.collector(collector.id(), 100, Double.POSITIVE_INFINITY, Map.of()))
                    .toList();
            AssignmentRequest request = Given.request(Given.keys(1, 10_000, JOB), collectors);

            assertThat(Balance.of(request, Assigner.assign(request)).imbalanceOfTargets())
                    .isLessThan(1.4);
        }
    }

    @Nested
    class Replicas {

        private static final JobRule TWICE = Given.job(new Ring(), 2);

        @Test
        void areTheNextOwners() {
            KeyTable once = Given.keys(1, 2_000, JOB);
            KeyTable twice = Given.keys(1, 2_000, TWICE);
            List<Collector> six = Given.collectors(6);
            Assignment first = Assigner.assign(Given.request(once, six));
            Assignment both = Assigner.assign(Given.request(twice, six));

            for (int key = 0; key < both.size(); key++) {
                assertThat(both.at(key))
                        .hasSize(2)
                        .first()
                        .isEqualTo(first.at(key).getFirst());
            }
        }

        @Test
        void areInDifferentZonesWherePossible() {
            List<Collector> uneven = List.of(
                    Given.inZone("a1", "a"),
                    Given.inZone("a2", "a"),
                    Given.inZone("a3", "a"),
                    Given.inZone("a4", "a"),
                    Given.inZone("a5", "a"),
                    Given.inZone("a6", "a"),
                    Given.inZone("a7", "a"),
                    Given.inZone("b1", "b"));
            Assignment assignment = Assigner.assign(Given.inZones(Given.request(Given.keys(1, 2_000, TWICE), uneven)));

            for (int key = 0; key < assignment.size(); key++) {
                assertThat(assignment.at(key)).hasSize(2).contains("b1");
            }
        }

        @Test
        void shareAZoneWhereThereAreTooFew() {
            List<Collector> collectors =
                    List.of(Given.inZone("a1", "a"), Given.inZone("a2", "a"), Given.inZone("b1", "b"));
            KeyTable keys = Given.keys(1, 500, Given.job(new Ring(), 3));
            Assignment assignment = Assigner.assign(Given.inZones(Given.request(keys, collectors)));

            for (int key = 0; key < assignment.size(); key++) {
                assertThat(assignment.at(key)).containsExactlyInAnyOrder("a1", "a2", "b1");
                assertThat(assignment.at(key).subList(0, 2)).contains("b1");
            }
        }
    }
}
