package io.promshard.query.engine.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.query.engine.Grid;
import io.promshard.query.engine.LeafRequest;
import io.promshard.query.engine.QueryResult;
import io.promshard.query.engine.ServerLeaves;
import io.promshard.query.engine.Vectors;
import io.promshard.query.engine.eval.Query;
import io.promshard.shard.servers.PrometheusServer;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.ServerKind;
import io.promshard.shard.servers.Servers;
import io.promshard.shard.servers.Start;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is computed of samples as they were scraped is what a Prometheus gives that has scraped them. More is tried with {@code
 * -Dengine.queries=20000 -Dengine.seed=7}.
 */
@RealServers(ServerKind.PROMETHEUS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RawAgreesWithPrometheusIT {

    private static final int QUERIES = Integer.getInteger("engine.queries", 600);
    private static final long SEED = Long.getLong("engine.seed", 1);

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<OracleSeries> data = OracleData.of(1);
    private final PrometheusServer prometheus;

    RawAgreesWithPrometheusIT(Servers servers) {
        prometheus = servers.prometheus(
                "{}",
                Start.PLAIN.with(
                        "--web.enable-remote-write-receiver",
                        "--enable-feature=native-histograms,promql-experimental-functions,promql-duration-expr"));
        RemoteWrite.send(data, prometheus.url(), client);
    }

    private Comparison comparison(long lookback) {
        Map<String, String> parameters = Map.of("lookback_delta", lookback + "ms");
        return new Comparison(
                new ServerLeaves(prometheus.url(), client, parameters), query -> compute(query, lookback));
    }

    private QueryResult compute(Comparison.Evaluated evaluated, long lookback) {
        Query query = evaluated.query();
        return evaluated
                .engine()
                .prepare(new Query(query.expr(), query.text(), query.grid(), lookback), expr -> false, selector -> true)
                .run(RawAgreesWithPrometheusIT::noLeaf, new RawSamples(data));
    }

    private static Vectors noLeaf(LeafRequest leaf) {
        throw new IllegalStateException("nobody else is asked, but for " + leaf);
    }

    @ParameterizedTest
    @ValueSource(longs = {300_000, 20_000})
    void onRandomQueries(long lookback) {
        RawQueries queries = new RawQueries(SEED);
        assertThat(tallyOf(queries::next, lookback).refused()).isLessThanOrEqualTo(QUERIES / 100);
    }

    /** Those that are tried with leaves as well. */
    @Test
    void onWhatIsBuiltOfThem() {
        RandomQueries queries = new RandomQueries(SEED);
        assertThat(tallyOf(queries::next, Query.LOOKBACK_MILLIS).refused()).isLessThan(QUERIES / 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rate(f[2m])", "increase(f[5m])", "delta(f[3m])"})
    void onHistogramsThatBeginJustAboveZero(String query) {
        Tally tally = new Tally();
        Grid grid = new Grid(OracleData.START + 600_000, OracleData.START + 1_800_000, 7_000);
        comparison(Query.LOOKBACK_MILLIS).compare(query, grid, false, tally);
        assertThat(tally.differences()).isEmpty();
        assertThat(tally.answered()).isEqualTo(1);
    }

    private Tally tallyOf(Supplier<String> queries, long lookback) {
        SplittableRandom random = new SplittableRandom(SEED);
        Comparison comparison = comparison(lookback);
        Tally tally = new Tally();
        for (int i = 0; i < QUERIES; i++) {
            long end = OracleData.START + 600_000 + random.nextInt(3_300_000);
            long step = 1L + random.nextInt(70_000);
            Grid range = new Grid(end - step * random.nextInt(1, 20), end, step);
            comparison.compare(queries.get(), i % 2 == 0 ? Grid.instant(end) : range, false, tally);
        }
        System.out.println(">>> seed " + SEED + ": " + tally);
        assertThat(tally.differences()).isEmpty();
        assertThat(tally.answered()).isGreaterThan(QUERIES / 2);
        return tally;
    }
}
