package io.promshard.query.engine.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.query.engine.Grid;
import io.promshard.query.engine.ServerLeaves;
import io.promshard.shard.servers.PrometheusServer;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.ServerKind;
import io.promshard.shard.servers.Servers;
import io.promshard.shard.servers.Start;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is computed of leaves that a Prometheus has evaluated is what that Prometheus gives for the whole. More is tried with
 * {@code -Dengine.queries=20000 -Dengine.seed=7}.
 */
@RealServers(ServerKind.PROMETHEUS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EngineAgreesWithPrometheusIT {

    private static final int QUERIES = Integer.getInteger("engine.queries", 600);
    private static final long SEED = Long.getLong("engine.seed", 1);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Comparison comparison;

    EngineAgreesWithPrometheusIT(Servers servers) {
        PrometheusServer prometheus = servers.prometheus(
                "{}",
                Start.PLAIN.with(
                        "--web.enable-remote-write-receiver",
                        "--enable-feature=native-histograms,promql-experimental-functions,promql-duration-expr"));
        this.comparison = Comparison.ofLeaves(new ServerLeaves(prometheus.url(), client, Map.of()));
        RemoteWrite.send(OracleData.of(1), prometheus.url(), client);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void onRandomQueries(boolean range) {
        RandomQueries queries = new RandomQueries(SEED);
        Tally tally = new Tally();
        for (int i = 0; i < QUERIES; i++) {
            long end = OracleData.START + 1_200_000 + i % 40 * 31_000L;
            Grid grid = range ? new Grid(end - 600_000, end, 60_000) : Grid.instant(end);
            comparison.compare(queries.next(), grid, false, tally);
        }

        System.out.println(">>> seed " + SEED + ": " + tally);
        assertThat(tally.differences()).isEmpty();
        assertThat(tally.answered()).isGreaterThan(QUERIES / 2);
        assertThat(tally.refused()).isLessThan(QUERIES / 20);
    }

    @ParameterizedTest
    @MethodSource("table")
    void onWhatIsRare(String query) {
        Tally tally = new Tally();
        comparison.compare(query, Grid.instant(OracleData.START + 1_800_000), true, tally);
        comparison.compare(
                query, new Grid(OracleData.START + 900_000, OracleData.START + 1_800_000, 45_000), true, tally);

        assertThat(tally.differences()).isEmpty();
        assertThat(tally.refused()).isZero();
    }

    static Stream<String> table() throws IOException {
        try (InputStream lines = EngineAgreesWithPrometheusIT.class.getResourceAsStream("queries.txt")) {
            String text = new String(Objects.requireNonNull(lines).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.isBlank() && !line.startsWith("#"));
        }
    }
}
