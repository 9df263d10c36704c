package io.promshard.query.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.ServerKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/**
 * What the router tells of random queries is what it does: each call that is told is made, none is made that was not told, and
 * what came of it is what who asks the query gets.
 *
 * <p>{@code -Dexplained.queries=2000 -Drandom.seed=7} explains more, and others.
 */
@Timeout(1800)
@RealServers(ServerKind.PROMETHEUS)
class ExplainedQueriesIT {

    private static final long QUERIES = Long.getLong("explained.queries", 200);
    private static final long SEED = Long.getLong("random.seed", 1);

    @Test
    void areToldAsTheyAreAnswered() {
        try (Fleet fleet = Fleet.of(Layout.MIXED)) {
            Api router = fleet.router();
            int told = 0;
            for (long number = 0; number < QUERIES; number++) {
                Request request = Request.of(SEED, number);
                told += assertToldAsAnswered(request, router.ask(request), router.explain(request)) ? 1 : 0;
            }
            System.out.printf(">>> explained queries: %d of seed %d, %d with an answer%n", QUERIES, SEED, told);
            assertThat(told).isGreaterThan((int) QUERIES / 3);
        }
    }

    private static boolean assertToldAsAnswered(Request request, JsonNode answer, JsonNode told) {
        String query = request.toString();
        assertThat(told.path("status")).as(query).isEqualTo(answer.path("status"));
        assertThat(told.path("errorType")).as(query).isEqualTo(answer.path("errorType"));
        if (!answer.path("status").asString().equals("success")) {
            return false;
        }
        JsonNode data = told.path("data");
        boolean any = data.at("/tree/kind").asString().equals("any");
        assertThat(calls(data.path("tree")).stream()
                        .filter(call -> call.path("made").isEmpty())
                        .toList())
                .as(query)
                .hasSize(any ? calls(data.path("tree")).size() - 1 : 0);
        if (!request.query().contains("info(")) {
            assertThat(data.at("/run/further")).as(query).isEmpty();
        }
        if (answer.at("/data/result/0").isObject()) {
            assertThat(data.at("/run/series").asInt())
                    .as(query)
                    .isEqualTo(answer.at("/data/result").size());
        }
        return true;
    }

    /** Those that are made in any case. */
    private static List<JsonNode> calls(JsonNode part) {
        List<JsonNode> calls = new ArrayList<>(part.path("calls").valueStream().toList());
        part.path("parts").forEach(within -> calls.addAll(calls(within)));
        return calls;
    }
}
