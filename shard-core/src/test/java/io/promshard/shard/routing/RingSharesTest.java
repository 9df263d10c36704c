package io.promshard.shard.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.promshard.shard.membership.Health;
import io.promshard.shard.membership.Member;
import io.promshard.shard.ring.HashRing;
import io.promshard.shard.ring.KeyHash;
import io.promshard.shard.ring.RingNode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RingSharesTest {

    private static RingView view(Withheld withheld, int... weights) {
        List<Member> members = IntStream.range(0, weights.length)
                .mapToObj(i -> new Member("m" + i, URI.create("http://m" + i), weights[i], Health.PASSING, Map.of()))
                .toList();
        HashRing ring = HashRing.of(members.stream()
                .map(member -> new RingNode(member.id(), member.weight()))
                .toList());
        return RingView.of(ring, members, member -> false, withheld, 1);
    }

    @Test
    void areWhatTheOwnersOfManyOtherKeysSay() {
        RingView view = view(Withheld.NONE, 1, 2, 5);
        int[] keys = new int[3];
        IntStream.range(0, 200_000).forEach(i -> keys[view.ring().owner(KeyHash.of("key" + i))]++);

        RingShares shares = RingShares.of(view);

        for (int node = 0; node < 3; node++) {
            assertThat(shares.of(node)).isCloseTo(keys[node] / 200_000.0, within(0.01));
        }
    }

    @Test
    void ofOneThatIsDrainedGoToTheOthers() {
        RingShares shares = RingShares.of(view(new Withheld(Set.of("m1"), Set.of()), 1, 1, 1));

        assertThat(shares.of(1)).isZero();
        assertThat(shares.of(0) + shares.of(2)).isCloseTo(1, within(1e-9));
    }

    @Test
    void areNoneWhileNobodyIsLive() {
        RingShares shares = RingShares.of(view(new Withheld(Set.of("m0", "m1"), Set.of()), 1, 1));

        assertThat(shares.of(0) + shares.of(1)).isZero();
    }
}
