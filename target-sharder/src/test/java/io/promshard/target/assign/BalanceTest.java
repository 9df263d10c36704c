package io.promshard.target.assign;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.target.assign.Balance.Share;
import io.promshard.target.assign.Strategy.LeastSeries;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BalanceTest {

    private static final Rebalancing FILL = new Rebalancing(10, true);

    @Test
    void countsTargetsAndSeriesOfEachCollector() {
        KeyTable keys = Given.keys(1, Given.job(new LeastSeries(0.05), 2), 10, 20, 30);
        AssignmentRequest request = Given.request(keys, Given.collectors(2));

        assertThat(Balance.of(request, Assigner.assign(request)).shares())
                .containsExactly(
                        new Share("10.0.0.1:9090", 1, Double.POSITIVE_INFINITY, 3, 60),
                        new Share("10.0.0.2:9090", 1, Double.POSITIVE_INFINITY, 3, 60));
    }

    @Test
    void comparesByWeight() {
        Balance balance = new Balance(List.of(share("a", 1, 100, 10), share("b", 3, 300, 50)));

        assertThat(balance.imbalanceOfSeries()).isEqualTo(1);
        assertThat(balance.imbalanceOfTargets()).isEqualTo(50 / 3.0 / 15);
    }

    @Test
    void isEvenWhereThereIsNothing() {
        assertThat(new Balance(List.of()).imbalanceOfSeries()).isEqualTo(1);
        assertThat(new Balance(List.of(share("a", 1, 0, 0))).imbalanceOfTargets())
                .isEqualTo(1);
        assertThat(new Balance(List.of(share("a", 1, 0, 0))).isUneven(0.05, FILL))
                .isFalse();
    }

    @Test
    void isUnevenIfOneHasTooMany() {
        assertThat(of(90, 110).isUneven(0.05, Rebalancing.FULL)).isTrue();
        assertThat(of(96, 104).isUneven(0.05, Rebalancing.FULL)).isFalse();
    }

    @Test
    void isUnevenIfOneHasTooFewAndIsToBeFilled() {
        Balance balance = of(104, 104, 104, 88);

        assertThat(balance.isUneven(0.05, FILL)).isTrue();
        assertThat(balance.isUneven(0.05, Rebalancing.FULL)).isFalse();
    }

    @Test
    void isUnevenIfOneHasMoreThanItsCapacity() {
        Share overfull = new Share("a", 1, 99, 1, 100);

        assertThat(new Balance(List.of(overfull, share("b", 1, 100, 1))).isUneven(0.05, Rebalancing.FULL))
                .isTrue();
    }

    private static Balance of(double... series) {
        return new Balance(
                Arrays.stream(series).mapToObj(each -> share("c", 1, each, 1)).toList());
    }

    private static Share share(String collector, int weight, double series, long targets) {
        return new Share(collector, weight, Double.POSITIVE_INFINITY, targets, series);
    }
}
