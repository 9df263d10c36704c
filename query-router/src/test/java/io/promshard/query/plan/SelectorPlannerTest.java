package io.promshard.query.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.query.promql.ast.VectorSelector;
import io.promshard.query.promql.parser.ParserOptions;
import io.promshard.query.promql.parser.PromqlParser;
import io.promshard.query.topology.FeatureLabel;
import io.promshard.query.topology.Shard;
import io.promshard.query.topology.Topology;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SelectorPlannerTest {

    private static final Topology FLEET = new Topology(
            1,
            "cluster",
            List.of(
                    new Shard("a", new FeatureLabel.External("a"), List.of()),
                    new Shard("b", new FeatureLabel.External("b"), List.of()),
                    new Shard("s", new FeatureLabel.Stored(Set.of("x", "")), List.of())));

    private final PromqlParser parser = new PromqlParser(ParserOptions.STABLE);

    private List<String> plan(String... selectors) {
        List<VectorSelector> parsed =
                Arrays.stream(selectors).map(parser::parseSelector).toList();
        return SelectorPlanner.plan(parsed, FLEET).stream()
                .map(matches -> matches.shard().name() + matches.matches())
                .toList();
    }

    @Test
    void withoutSelectorsAllAreAskedForAll() {
        assertThat(plan()).containsExactly("a[]", "b[]", "s[]");
    }

    @Test
    void aShardIsAskedForTheSelectorsThatItCanHaveSeriesOf() {
        assertThat(plan("up{cluster=\"a\"}", "down")).containsExactly("a[up, down]", "b[down]", "s[down]");
    }

    @Test
    void aSelectorOfNothingButTheFeatureLabelIsForEverySeries() {
        assertThat(plan("{cluster=~\"b|x\"}")).containsExactly("b[{__name__!=\"\"}]", "s[{cluster=~\"b|x\"}]");
    }

    @Test
    void seriesWithoutTheLabelAreOnlyWhereItIsStored() {
        assertThat(plan("up{cluster=\"\"}")).containsExactly("s[up{cluster=\"\"}]");
    }

    @Test
    void whatNobodyCanHaveNobodyIsAskedFor() {
        assertThat(plan("up{cluster=\"z\"}")).isEmpty();
    }
}
