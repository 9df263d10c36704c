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

    private static TargetList next(TargetList before, List<DiscoveredTarget> found) {
        TargetList.Next next = before.begin();
        found.forEach(next::add);
        return next.list();
    }

    private final TargetList list = next(TargetList.EMPTY, List.of(target("a"), target("b")));

    @Test
    void staysWhatItIsInAnyOrder() {
        assertThat(next(list, List.of(target("b"), target("a")))).isSameAs(list);
    }

    @Test
    void hasEachOnce() {
        assertThat(next(list, List.of(target("b"), target("a"), target("b")))).isSameAs(list);
        assertThat(next(TargetList.EMPTY, List.of(target("a"), target("a"))).targets())
                .hasSize(1);
    }

    @Test
    void keepsTheObjectsOfThoseThatStay() {
        TargetList next = next(list, List.of(target("c"), target("b")));

        assertThat(next.targets()).containsExactlyInAnyOrder(target("b"), target("c"));
        assertThat(next.targets()).filteredOn(target("b")::equals).first().isSameAs(kept("b"));
    }

    @Test
    void isAnotherWhenSomeAreGone() {
        assertThat(next(list, List.of(target("a"))).targets()).containsExactly(target("a"));
        assertThat(next(list, List.of()).targets()).isEmpty();
        assertThat(next(list, List.of(target("a"), target("a"))).targets()).hasSize(1);
    }

    private DiscoveredTarget kept(String address) {
        return list.targets().stream()
                .filter(target(address)::equals)
                .findFirst()
                .orElseThrow();
    }
}
