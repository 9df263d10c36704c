package io.promshard.target.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.target.reconcile.GroupState;
import io.promshard.target.web.Api.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class SimulateApiTest extends ApiTestBase {

    private static final String SIMULATE = "/api/v1/groups/web/simulate";

    @Test
    void tellsWhatMovesIfACollectorGoes() {
        GroupState before = sharder.web().state();
        int held = before.layout().counts().getOrDefault("a", 0);

        JsonNode data = api.get(SIMULATE + "?remove=a&limit=5").data();

        assertThat(data.path("keys").asInt()).isGreaterThanOrEqualTo(held);
        assertThat(data.path("reasons").path("collector_left").asInt()).isEqualTo(held);
        assertThat(data.path("before").path("collectors")).hasSize(3);
        assertThat(data.path("after").path("collectors")).hasSize(2);
        assertThat(data.path("moves")).hasSize(5);
        assertThat(sharder.web().state()).isSameAs(before);
    }

    @Test
    void tellsWhatMovesIfSomeCome() {
        JsonNode data = api.get(SIMULATE + "?add=2&add=d").data();

        assertThat(data.path("after").path("collectors"))
                .extracting(share -> share.path("collector").asString())
                .containsExactly("a", "b", "c", "d", "simulated-1", "simulated-2");
        assertThat(data.path("reasons").path("collector_joined").asInt()).isPositive();
        assertThat(data.path("share").asDouble()).isBetween(0.2, 0.8);
    }

    @Test
    void tellsWhatAStrategyWouldDo() {
        JsonNode data = api.get(SIMULATE + "?strategy=api:all").data();

        assertThat(data.path("keys").asInt()).isEqualTo(20);
        assertThat(data.path("reasons").path("settings").asInt()).isEqualTo(20);
    }

    @Test
    void movesNothingIfNothingChanges() {
        JsonNode data = api.get(SIMULATE).data();

        assertThat(data.path("keys").asInt()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "remove=z | 404 | has no collector \"z\" but \"a\", \"b\", \"c\"",
                "add=0 | 400 | \"add\" must be a whole number from 1 to 100, got: \"0\"",
                "add=101 | 400 | \"add\" must be a whole number from 1 to 100, got: \"101\"",
                "add=a | 400 | \"add\" must be a collector that does not take targets already, got: \"a\"",
                "add= | 400 | \"add\" must be a number up to 100 or the id of a collector",
                "strategy=ring | 400 | \"strategy\" must be <job>:<strategy>, got: \"ring\"",
                "strategy=api:best | 400 | one of ring, bounded, least-series or all, got: \"api:best\"",
                "strategy=x:ring | 404 | has no job \"x\" but \"node\", \"api\"",
                "limit=0 | 400 | got: \"0\"",
            })
    void refusesWhatMakesNoSense(String query, int status, String error) {
        Answer answer = api.get(SIMULATE + "?" + query);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.error()).contains(error);
    }

    @Test
    void takesNoMoreParametersThanSome() {
        Answer answer = api.get(SIMULATE + "?" + "add=1&".repeat(101));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).isEqualTo("parameter \"add\" may be given 100 times, got: 101 times");
    }
}
