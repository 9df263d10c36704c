package io.promshard.target.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.target.web.Api.Answer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ExplainApiTest extends ApiTestBase {

    @Test
    void explainsATargetByItsAddress() {
        JsonNode why = api.get("/api/v1/groups/web/explain?target=other-03:9100")
                .data()
                .get(0);

        assertThat(why.path("job").asString()).isEqualTo("node");
        assertThat(why.path("sources").get(0).asString()).isEqualTo("1: fake");
        assertThat(why.path("targets")
                        .get(0)
                        .path("discovered")
                        .path("__address__")
                        .asString())
                .isEqualTo("other-03:9100");
        assertThat(why.path("series").asInt()).isEqualTo(100);
        assertThat(why.path("weightFrom").asString()).isEqualTo("measured");
        assertThat(why.path("strategy").asString()).isEqualTo("ring");
        assertThat(why.path("holders")).isEqualTo(why.path("wanted")).hasSize(1);
        assertThat(why.path("openMove").isNull()).isTrue();
        assertThat(why.path("unplaced").isNull()).isTrue();
    }

    @Test
    void explainsATargetByItsKeyAndHowItCameThere() {
        String key = keyOf("node-07:9100");
        String from = holder(key);
        admin.post("/api/v1/groups/web/drain?collector=" + from);
        sharder.turnUntil(() -> !holder(key).equals(from)
                && sharder.web().state().layout().moves().isEmpty());

        JsonNode why =
                api.get("/api/v1/groups/web/explain?target=" + key).data().get(0);

        assertThat(why.path("key").asString()).isEqualTo(key);
        assertThat(why.path("lastMoves").get(0).path("from").asString()).isEqualTo(from);
        assertThat(why.path("lastMoves").get(0).path("reason").asString()).isEqualTo("drained");
        assertThat(why.path("lastMoves").get(0).path("result").asString()).isEqualTo("moved");
    }

    @Test
    void namesWhatItDoesNotKnow() {
        Answer answer = api.get("/api/v1/groups/web/explain?target=node-77:9100");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.error())
                .startsWith(
                        "group \"web\" has no target of the key or address \"node-77:9100\" but 60 others, such as ");
    }

    @Test
    void asksForATarget() {
        Answer answer = api.get("/api/v1/groups/web/explain");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).isEqualTo("parameter \"target\" is missing");
    }

    private String holder(String key) {
        return api.get("/api/v1/groups/web/explain?target=" + key)
                .data()
                .get(0)
                .path("holders")
                .get(0)
                .asString();
    }
}
