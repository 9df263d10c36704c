package io.promshard.pgw.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.pgw.selector.Selector;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TtlRulesTest {

    private static final TtlRules RULES = new TtlRules(List.of(
            new TtlRule(Selector.ofJobs("precious|.*-forever"), Duration.ZERO),
            new TtlRule(Selector.parse("{job=~\"batch.*\",instance=~\".+\"}"), Duration.ofMillis(1_500)),
            new TtlRule(Selector.ofJobs("batch.*"), Duration.ofHours(1))));

    private static double expiry(Map<String, String> labels) {
        return RULES.expiryOf(GroupingKey.of(labels), 1_000);
    }

    @Test
    void theFirstRuleThatMatchesCounts() {
        assertThat(expiry(Map.of("job", "batch-1", "instance", "a"))).isEqualTo(1_001.5);
        assertThat(expiry(Map.of("job", "batch-1"))).isEqualTo(4_600);
    }

    @Test
    void zeroKeepsForEver() {
        assertThat(expiry(Map.of("job", "batch-forever"))).isEqualTo(Sighting.NEVER_EXPIRES);
    }

    @Test
    void whatNoRuleMatchesStays() {
        assertThat(expiry(Map.of("job", "a-batch"))).isEqualTo(Sighting.NEVER_EXPIRES);
        assertThat(TtlRules.NONE.expiryOf(GroupingKey.of(Map.of("job", "batch")), 0))
                .isEqualTo(Sighting.NEVER_EXPIRES);
    }
}
