package io.promshard.target.reconcile;

import io.promshard.target.handover.Layout;
import io.promshard.target.model.TargetSet;
import io.promshard.target.spec.GroupSpec;
import java.time.Duration;
import java.util.Optional;

/** Counts the holdings of a group when something changed, but those of many targets not at each change. */
final class HoldingsMemo {

    private static final int MANY = 10_000;
    private static final Duration OLDEST = Duration.ofSeconds(5);

    private final GroupSpec spec;
    private Optional<Counted> last = Optional.empty();

    HoldingsMemo(GroupSpec spec) {
        this.spec = spec;
    }

    synchronized Holdings of(GroupState state, Observation seen) {
        Optional<Counted> known = last.filter(counted -> counted.stillHolds(state, seen));
        Counted now = known.orElseGet(() -> count(state, seen));
        last = Optional.of(now);
        return now.holdings;
    }

    private Counted count(GroupState state, Observation seen) {
        TargetSet targets = seen.targets().targets();
        double[] weights = seen.loads().weights(targets, spec.load().fallback());
        Holdings holdings = Holdings.of(
                state.layout(), targets, weights, state.states().all().values());
        return new Counted(state, seen, holdings);
    }

    private record Counted(GroupState state, Observation seen, Holdings holdings) {

        @SuppressWarnings("ReferenceEquality") // Immutable values that are only made anew when something changed.
        boolean stillHolds(GroupState now, Observation seenNow) {
            boolean same = state.layout() == now.layout()
                    && state.states().equals(now.states())
                    && seen.targets() == seenNow.targets()
                    && seen.loads() == seenNow.loads();
            return same
                    || (isLarge(now.layout())
                            && seenNow.now().isBefore(seen.now().plus(OLDEST)));
        }

        private static boolean isLarge(Layout layout) {
            return layout.size() > MANY;
        }
    }
}
