package io.promshard.query.exec;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.query.plan.QueryPlan;
import io.promshard.query.plan.ShardQuery;
import io.promshard.query.promql.ast.PositionRange;
import io.promshard.query.promql.ast.StringLiteral;
import io.promshard.query.topology.FeatureLabel;
import io.promshard.query.topology.Shard;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharePlacesTest {

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
            sum by (job) (rate(x[5m])) => rate(x[5m]) => PromQL info: not a counter (1:20)   => PromQL info: not a counter (1:6)
            sum(rate(x[5m]))           => rate(x[5m]) => PromQL warning: a mix (1:5)         => PromQL warning: a mix (1:1)
            topk(2, x)                 => x           => PromQL info: ignored (1:1)          => PromQL info: ignored
            f(sum(x), 1) or f(count(x), 2) => x       => PromQL info: said of the last (1:25) => PromQL info: said of the last (1:1)
            sum(x)                     => x           => something else                      => something else
            """)
    void areThoseInWhatIsAggregated(String text, String aggregated, String note, String moved) {
        Shard shard = new Shard("a", new FeatureLabel.External("a"), List.of());
        ShardQuery query = new ShardQuery(shard, new StringLiteral("", PositionRange.NONE), text, Optional.empty());
        SharePlaces places = SharePlaces.of(new QueryPlan.Share(query, aggregated));

        assertThat(places.moved(note)).isEqualTo(moved);
    }
}
