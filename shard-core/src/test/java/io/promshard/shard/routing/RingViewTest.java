package io.promshard.shard.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.shard.membership.Health;
import io.promshard.shard.membership.Member;
import io.promshard.shard.ring.HashRing;
import io.promshard.shard.ring.KeyHash;
import io.promshard.shard.ring.RingNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RingViewTest {

    private static final int KEYS = 2_000;

    @Nested
    class WhileAllAreLive {

        private final RingView view = view(members(5), Set.of());

        @Test
        void eachKeyGoesToItsOwner() {
            keys().forEach(key -> assertThat(view.owner(key))
                    .isEqualTo(view.members().get(view.ring().owner(key))));
        }

        @Test
        void candidatesAreTheFirstOwners() {
            keys().forEach(key -> assertThat(view.candidates(key, 2))
                    .isEqualTo(IntStream.of(view.ring().owners(key, 2))
                            .mapToObj(view.members()::get)
                            .toList()));
        }

        @Test
        void thereAreNoMoreCandidatesThanMembers() {
            assertThat(view.candidates(42, Integer.MAX_VALUE)).hasSize(5).doesNotHaveDuplicates();
            assertThat(view.candidates(42, 0)).isEmpty();
        }

        @Test
        void allCountAsLive() {
            assertThat(view.liveCount()).isEqualTo(5);
            assertThat(IntStream.range(0, 5)).allMatch(view::isLive);
        }
    }

    @Nested
    class WhileSomeAreNot {

        private final List<Member> members = with(members(7), 2, Health.CRITICAL);
        private final RingView view = view(members, Set.of(members.get(4).id()));

        @Test
        void keysGoWhereARingOfTheLiveOnesSendsThem() {
            List<Member> live = members.stream()
                    .filter(member -> members.indexOf(member) != 2 && members.indexOf(member) != 4)
                    .toList();
            HashRing smaller = ring(live);

            keys().forEach(key -> {
                assertThat(view.owner(key)).isEqualTo(live.get(smaller.owner(key)));
                assertThat(view.candidates(key, 3))
                        .isEqualTo(IntStream.of(smaller.owners(key, 3))
                                .mapToObj(live::get)
                                .toList());
            });
        }

        @Test
        void onlyTheLiveOnesCount() {
            assertThat(view.liveCount()).isEqualTo(5);
            assertThat(IntStream.range(0, 7).filter(node -> !view.isLive(node))).containsExactly(2, 4);
            assertThat(view.candidates(42, 7)).hasSize(5);
        }

        @Test
        void theyStayOnTheRing() {
            assertThat(view.members()).isEqualTo(members);
            assertThat(view.ring().nodes()).hasSize(7);
        }

        @Test
        void aWarningIsNoReasonToSkip() {
            RingView warned = view(with(members(1), 0, Health.WARNING), Set.of());

            assertThat(warned.liveCount()).isEqualTo(1);
        }
    }

    @Nested
    class InDoubt {

        /** Members are critical first and suspect last. */
        @ParameterizedTest
        @CsvSource({
            "0, 0, 0, false",
            "1, 0, 0, false",
            "1, 0, 1, true",
            "2, 0, 1, false",
            "2, 0, 2, true",
            "3, 0, 1, false",
            "3, 0, 2, true",
            "4, 0, 2, false",
            "4, 0, 3, true",
            // critical members are no sign of a fault of ours, and count neither way
            "3, 3, 0, false",
            "3, 2, 0, false",
            "4, 2, 1, false",
            "4, 1, 2, true",
            "4, 3, 4, true",
        })
        void isASuspicionOfMoreThanHalfOfTheUsable(int size, int critical, int suspect, boolean inDoubt) {
            List<Member> members = members(size);
            for (int node = 0; node < critical; node++) {
                members = with(members, node, Health.CRITICAL);
            }

            RingView view = RingView.of(ring(members), members, lastOf(members, suspect), Withheld.NONE, 1);

            assertThat(view.inDoubt()).isEqualTo(inDoubt);
        }

        @Test
        void triesSuspectsInTheirPlacesButNotTheCritical() {
            List<Member> members = with(members(4), 1, Health.CRITICAL);
            RingView healthy = view(members, Set.of());
            RingView doubtful =
                    view(members, Set.of(members.get(0).id(), members.get(2).id()));

            assertThat(doubtful.inDoubt()).isTrue();
            keys().forEach(key -> assertThat(doubtful.candidates(key, 3)).isEqualTo(healthy.candidates(key, 3)));
        }

        @ParameterizedTest
        @CsvSource({"1", "2", "3", "4"})
        void givesTheLastPlaceToTheOwnerIfNoneBeforeItIsLive(int count) {
            List<Member> members = members(10);
            RingView healthy = view(members, Set.of());
            HashRing ring = ring(members);
            SplittableRandom random = new SplittableRandom(11);

            keys().forEach(key -> {
                RingView view = RingView.of(ring, members, randomly(members, random), Withheld.NONE, 1);
                List<Member> first = healthy.candidates(key, count);
                Member owner = view.owner(key);
                boolean oneIsLive = owner == null || first.contains(owner);
                List<Member> expected = new ArrayList<>(first.subList(0, count - 1));
                expected.add(oneIsLive ? first.getLast() : owner);

                assertThat(view.candidates(key, count)).isEqualTo(expected);
            });
        }

        /** Suspects 6 to 10 of 10. */
        private static Predicate<Member> randomly(List<Member> members, SplittableRandom random) {
            List<Member> shuffled = new ArrayList<>(members);
            Collections.shuffle(shuffled, Random.from(random));
            return Set.copyOf(shuffled.subList(0, random.nextInt(6, 11)))::contains;
        }

        @Test
        void doesNotMakeASuspectAnOwner() {
            List<Member> members = members(3);
            RingView view =
                    view(members, Set.of(members.get(0).id(), members.get(2).id()));

            keys().forEach(key -> assertThat(view.owner(key)).isEqualTo(members.get(1)));
        }

        private static Predicate<Member> lastOf(List<Member> members, int count) {
            return member -> members.indexOf(member) >= members.size() - count;
        }
    }

    @Nested
    class WhileSomeAreWithheld {

        private final List<Member> members = members(5);
        private final String first = members.get(0).id();
        private final String second = members.get(1).id();

        @Test
        void keysGoWhereARingWithoutThemSendsThem() {
            RingView view = view(members, Set.of(), new Withheld(Set.of(first), Set.of(second)));
            HashRing smaller = ring(members.subList(2, 5));

            keys().forEach(key -> {
                assertThat(view.owner(key)).isEqualTo(members.get(2 + smaller.owner(key)));
                assertThat(view.owners(key, 2))
                        .isEqualTo(view.candidates(key, 2))
                        .isEqualTo(IntStream.of(smaller.owners(key, 2))
                                .mapToObj(node -> members.get(2 + node))
                                .toList());
            });
        }

        @Test
        void thereAreNoMoreOwnersThanLiveMembers() {
            RingView view = view(members, Set.of(), new Withheld(Set.of(first), Set.of(second)));

            assertThat(view.owners(42, 9)).hasSize(3).doesNotContain(members.get(0), members.get(1));
            assertThat(view.owners(42, 0)).isEmpty();
        }

        @Test
        void oneThatIsDrainedSaysNothingOfTheOthers() {
            RingView view = view(members, ids(2, 3), new Withheld(Set.of(first, second), Set.of()));

            assertThat(view.liveCount()).isEqualTo(1);
            assertThat(view.inDoubt()).isTrue();
            assertThat(view.candidates(42, 5)).hasSize(3).doesNotContain(members.get(0), members.get(1));
        }

        @Test
        void oneInQuarantineIsWell() {
            RingView view = view(members, ids(2, 3), new Withheld(Set.of(), Set.of(first, second)));

            assertThat(view.liveCount()).isEqualTo(1);
            assertThat(view.inDoubt()).isFalse();
        }

        @Test
        void oneInQuarantineThatIsSuspectIsASuspectLikeOthers() {
            Withheld quarantine = new Withheld(Set.of(), Set.of(first));
            RingView doubtful = view(members, ids(0, 1, 2), quarantine);

            assertThat(doubtful.inDoubt()).isTrue();
            assertThat(doubtful.candidates(42, 5)).hasSize(5);
        }

        @Test
        void inDoubtOneInQuarantineThatIsWellGetsNothing() {
            RingView doubtful = view(members, ids(1, 2, 3), new Withheld(Set.of(), Set.of(first)));

            assertThat(doubtful.inDoubt()).isTrue();
            assertThat(doubtful.candidates(42, 5)).hasSize(4).doesNotContain(members.get(0));
        }

        private Set<String> ids(Integer... nodes) {
            return Stream.of(nodes).map(node -> members.get(node).id()).collect(Collectors.toSet());
        }
    }

    @Nested
    class WithNobody {

        @Test
        void liveThereIsNoOwnerAndNoCandidate() {
            RingView view = view(with(members(1), 0, Health.CRITICAL), Set.of());

            assertThat(view.owner(42)).isNull();
            assertThat(view.candidates(42, 3)).isEmpty();
            assertThat(view.known()).isTrue();
        }

        @Test
        void knownThereIsNoOwnerAndNoCandidate() {
            RingView view = RingView.unknown();

            assertThat(view.owner(42)).isNull();
            assertThat(view.candidates(42, 3)).isEmpty();
            assertThat(view.known()).isFalse();
            assertThat(view.inDoubt()).isFalse();
            assertThat(view.epoch()).isZero();
        }
    }

    private static RingView view(List<Member> members, Set<String> suspects) {
        return view(members, suspects, Withheld.NONE);
    }

    private static RingView view(List<Member> members, Set<String> suspects, Withheld withheld) {
        return RingView.of(ring(members), members, member -> suspects.contains(member.id()), withheld, 1);
    }

    private static HashRing ring(List<Member> members) {
        return HashRing.of(
                members.stream().map(member -> new RingNode(member.id())).toList());
    }

    private static List<Member> members(int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> Member.at(URI.create("http://10.0.0." + i + ":9091")))
                .toList();
    }

    private static List<Member> with(List<Member> members, int node, Health health) {
        return IntStream.range(0, members.size())
                .mapToObj(i -> i == node ? members.get(i).withHealth(health) : members.get(i))
                .toList();
    }

    private static LongStream keys() {
        return LongStream.range(0, KEYS).map(i -> KeyHash.of("group-" + i));
    }
}
