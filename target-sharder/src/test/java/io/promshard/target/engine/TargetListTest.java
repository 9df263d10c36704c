package io.promshard.target.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.shard.labels.Labels;
import io.promshard.target.model.DiscoveredTarget;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetListTest {

    private static DiscoveredTarget target(String address) {
        return DiscoveredTarget.of(Labels.of("__address__", address));
    }

    private final TargetList list = TargetList.EMPTY.next(List.of(target("a"), target("b")));

    @Test
    void staysWhatItIsInAnyOrder() {
        assertThat(list.next(List.of(target("b"), target("a")))).isSameAs(list);
    }

    @Test
    void hasEachOnce() {
        assertThat(list.next(List.of(target("b"), target("a"), target("b")))).isSameAs(list);
        assertThat(TargetList.EMPTY.next(List.of(target("a"), target("a"))).targets())
                .hasSize(1);
    }

    @Test
    void keepsTheObjectsOfThoseThatStay() {
        TargetList next = list.next(List.of(target("c"), target("b")));

        assertThat(next.targets()).containsExactlyInAnyOrder(target("b"), target("c"));
        assertThat(next.targets()).filteredOn(target("b")::equals).first().isSameAs(kept("b"));
    }

    @Test
    void isAnotherWhenSomeAreGone() {
        assertThat(list.next(List.of(target("a"))).targets()).containsExactly(target("a"));
        assertThat(list.next(List.of()).targets()).isEmpty();
        assertThat(list.next(List.of(target("a"), target("a"))).targets()).hasSize(1);
    }

    private DiscoveredTarget kept(String address) {
        return list.targets().stream()
                .filter(target(address)::equals)
                .findFirst()
                .orElseThrow();
    }
}
