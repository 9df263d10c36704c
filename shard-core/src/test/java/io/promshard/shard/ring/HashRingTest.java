package io.promshard.shard.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HashRingTest {

    private static final int KEYS = 200_000;

    @Nested
    class Owner {

        /** A wire contract: routers of two releases that disagree here would put one group on two gateways. */
        @ParameterizedTest
        @CsvSource({
            "job=backup, 10.0.0.1:9091|10.0.0.2:9091|10.0.0.3:9091",
            "job=api,    10.0.0.1:9091|10.0.0.3:9091|10.0.0.2:9091",
            "'',         10.0.0.2:9091|10.0.0.3:9091|10.0.0.1:9091",
            "ключ,       10.0.0.3:9091|10.0.0.2:9091|10.0.0.1:9091",
        })
        void isPinnedByGoldenValues(String key, String owners) {
            HashRing ring = ring("10.0.0.1:9091", "10.0.0.2:9091", "10.0.0.3:9091");

            assertThat(ids(ring, ring.owners(KeyHash.of(key), 3))).isEqualTo(owners);
        }

        @Test
        void isPinnedOverManyKeysAndNodes() {
            HashRing ring = ring(100);

            long checksum = keys(KEYS).map(key -> ring.owner(key)).reduce(17, (sum, owner) -> sum * 31 + owner);

            assertThat(checksum).isEqualTo(-1864559846927998000L);
        }

        @Test
        void doesNotDependOnTheOrderOfTheNodes() {
            List<RingNode> nodes = new ArrayList<>(ring(50).nodes());
            HashRing ring = HashRing.of(nodes);
            Collections.shuffle(nodes, new Random(1));
            HashRing shuffled = HashRing.of(nodes);

            keys(KEYS).forEach(key -> assertThat(shuffled.owner(key)).isEqualTo(ring.owner(key)));
        }

        @Test
        void isNobodyOnAnEmptyRing() {
            HashRing empty = HashRing.of(List.of());

            assertThat(empty.owner(42)).isEqualTo(-1);
            assertThat(empty.owner(42, node -> true)).isEqualTo(-1);
            assertThat(empty.owners(42, 3)).isEmpty();
        }

        @Test
        void isNobodyIfNobodyIsAccepted() {
            assertThat(ring(5).owner(42, node -> false)).isEqualTo(-1);
        }
    }

    @Nested
    class Owners {

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3, 10})
        void areDistinctAndBeginWithTheOwner(int size) {
            HashRing ring = ring(size);

            keys(2_000).forEach(key -> {
                int[] owners = ring.owners(key, 3);
                assertThat(owners).hasSize(Math.min(3, size)).doesNotHaveDuplicates();
                assertThat(owners[0]).isEqualTo(ring.owner(key));
            });
        }

        @Test
        void areThoseOfTheRingWithoutTheOnesBefore() {
            HashRing ring = ring(8);

            keys(2_000).forEach(key -> {
                int[] owners = ring.owners(key, 3);
                HashRing smaller = without(ring, owners[0]);
                assertThat(smaller.nodes().get(smaller.owner(key)))
                        .isEqualTo(ring.nodes().get(owners[1]));
            });
        }
    }

    @Nested
    class WhenMembersChange {

        @ParameterizedTest
        @ValueSource(ints = {2, 3, 10, 100})
        void onlyTheKeysOfTheLeaverMove(int size) {
            HashRing before = ring(size);
            int leaver = size / 2;
            HashRing after = without(before, leaver);

            long moved = keys(KEYS)
                    .filter(key -> {
                        RingNode was = before.nodes().get(before.owner(key));
                        RingNode is = after.nodes().get(after.owner(key));
                        if (before.owner(key) != leaver) {
                            assertThat(is).isEqualTo(was);
                        }
                        return !is.equals(was);
                    })
                    .count();

            assertThat(moved / (double) KEYS).isCloseTo(1.0 / size, within(0.02));
        }

        @Test
        void skippingANodeRoutesAsTheRingWithoutIt() {
            HashRing ring = ring(10);
            HashRing smaller = without(ring, 4);

            keys(KEYS)
                    .forEach(key -> assertThat(ring.nodes().get(ring.owner(key, node -> node != 4)))
                            .isEqualTo(smaller.nodes().get(smaller.owner(key))));
        }

        @Test
        void moreWeightOnlyTakesKeys() {
            HashRing before = ring(5);
            List<RingNode> heavier = new ArrayList<>(before.nodes());
            heavier.set(2, new RingNode(heavier.get(2).id(), 3));
            HashRing after = HashRing.of(heavier);

            keys(KEYS)
                    .filter(key -> after.owner(key) != 2)
                    .forEach(key -> assertThat(after.owner(key)).isEqualTo(before.owner(key)));
        }
    }

    @Nested
    class Balance {

        /** The expected greatest of 100 normal shares at 1/sqrt(2048 * 3) is 1.032; seeds are fixed, so this cannot flake. */
        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3, 4, 5})
        void staysWithinFivePercentAtHundredNodes(long seed) {
            HashRing ring = HashRing.of(new SplittableRandom(seed)
                    .longs(100)
                    .mapToObj(id -> new RingNode("node-" + id))
                    .toList());
            int[] load = load(ring, 8_000_000);

            assertThat(Arrays.stream(load).max().orElseThrow()).isLessThan((int) (8_000_000 / 100 * 1.05));
        }

        @Test
        void followsTheWeights() {
            HashRing ring = HashRing.of(List.of(new RingNode("a", 1), new RingNode("b", 2), new RingNode("c", 5)));
            int[] load = load(ring, KEYS);

            assertThat(load[0] / (double) KEYS).isCloseTo(1 / 8.0, within(0.01));
            assertThat(load[1] / (double) KEYS).isCloseTo(2 / 8.0, within(0.01));
            assertThat(load[2] / (double) KEYS).isCloseTo(5 / 8.0, within(0.01));
        }
    }

    @Nested
    class Refuses {

        @Test
        void twoNodesOfOneId() {
            assertThatThrownBy(() -> ring("a", "b", "a")).hasMessage("two nodes have the id a");
        }

        @Test
        void weightsBeyondTheLimit() {
            assertThatThrownBy(() -> HashRing.of(List.of(new RingNode("a", 8000), new RingNode("b", 193))))
                    .hasMessage("the weights sum to 8193, more than 8192: use smaller ones");
        }

        @Test
        void aWeightOfNothing() {
            assertThatThrownBy(() -> new RingNode("a", 0)).hasMessage("weight of a must be at least 1, got: 0");
        }
    }

    private static HashRing ring(String... ids) {
        return HashRing.of(Arrays.stream(ids).map(RingNode::new).toList());
    }

    private static HashRing ring(int size) {
        return HashRing.of(IntStream.range(0, size)
                .mapToObj(i -> new RingNode("10.0.0." + i + ":9091"))
                .toList());
    }

    private static HashRing without(HashRing ring, int node) {
        List<RingNode> rest = new ArrayList<>(ring.nodes());
        rest.remove(node);
        return HashRing.of(rest);
    }

    private static LongStream keys(int count) {
        return LongStream.range(0, count).map(i -> KeyHash.of("group-" + i));
    }

    private static int[] load(HashRing ring, int keys) {
        int[] load = new int[ring.nodes().size()];
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < keys; i++) {
            load[ring.owner(random.nextLong())]++;
        }
        return load;
    }

    private static String ids(HashRing ring, int[] owners) {
        return String.join(
                "|",
                Arrays.stream(owners).mapToObj(i -> ring.nodes().get(i).id()).toList());
    }
}
