package io.promshard.target.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.target.web.Api.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MovesApiTest extends ApiTestBase {

    private void drainA() {
        admin.post("/api/v1/groups/web/drain?collector=a");
        sharder.turnUntil(() -> !sharder.web().state().layout().counts().containsKey("a"));
    }

    @Test
    void showsWhatIsUnderWay() {
        sharder.collectors.failing.add("b");
        sharder.collectors.failing.add("c");
        admin.post("/api/v1/groups/web/drain?collector=a");
        sharder.turnUntil(() -> !sharder.web().state().layout().moves().isEmpty());

        JsonNode data = api.get("/api/v1/moves?limit=1").data();

        assertThat(data.path("inFlight").asInt()).isPositive();
        assertThat(data.path("open")).hasSize(1);
        assertThat(data.path("open").get(0).path("result").asString()).isEqualTo("open");
        assertThat(data.path("open").get(0).path("removed").isNull()).isTrue();
        assertThat(data.path("open").get(0).path("reason").asString()).isIn("drained", "rebalanced");
    }

    @Test
    void showsTheLastThatEnded() {
        drainA();

        JsonNode recent = api.get("/api/v1/moves?group=web&limit=3").data().path("recent");

        assertThat(recent).hasSize(3);
        assertThat(recent)
                .anySatisfy(move -> assertThat(move.path("from").asString()).isEqualTo("a"));
        assertThat(recent.get(0).path("removed").asString())
                .isGreaterThanOrEqualTo(recent.get(2).path("removed").asString());
    }

    @Nested
    class Handovers {

        @Test
        void sayWhenASeriesExistedTwice() {
            Instant begin = sharder.clock.instant();
            drainA();
            Instant end = sharder.clock.instant();

            JsonNode data = api.get("/api/v1/handovers?group=web&from=" + begin.getEpochSecond() + ".5&to=" + end)
                    .data();

            assertThat(data.path("from").asString())
                    .isEqualTo(begin.plusMillis(500).toString());
            assertThat(data.path("clear").asBoolean()).isFalse();
            assertThat(data.path("handovers")).anySatisfy(move -> {
                assertThat(move.path("group").asString()).isEqualTo("web");
                assertThat(move.path("from").asString()).isEqualTo("a");
                assertThat(move.path("to").asString()).isIn("b", "c");
                assertThat(move.path("labels").get(0).path("instance").asString())
                        .endsWith(":9100");
                assertThat(move.path("labels").get(0).path("job").asString()).isIn("node", "api");
                assertThat(Instant.parse(move.path("added").asString())).isAfter(begin);
                assertThat(Instant.parse(move.path("removed").asString())).isBeforeOrEqualTo(end);
            });
            assertThat(data.path("collectors")).anySatisfy(change -> {
                assertThat(change.path("collector").asString()).isEqualTo("a");
                assertThat(change.path("after").asString()).isEqualTo("draining");
            });
        }

        /** Which is what query-router's own tests read. */
        @Test
        void haveTheFormOfTheExampleThatOthersRead() throws IOException {
            drainA();

            JsonNode example = example().path("data");
            JsonNode data = api.get("/api/v1/handovers?group=web").data();

            assertThat(data.propertyNames()).containsExactlyInAnyOrderElementsOf(example.propertyNames());
            for (String list : List.of("handovers", "collectors")) {
                assertThat(data.path(list).get(0).propertyNames())
                        .containsExactlyInAnyOrderElementsOf(
                                example.path(list).get(0).propertyNames());
            }
            assertThat(data.path("decides").asBoolean()).isTrue();
            assertThat(data.path("single").asBoolean()).isTrue();
            assertThat(data.path("echo").asDouble()).isGreaterThan(10);
        }

        private static JsonNode example() throws IOException {
            try (InputStream file = MovesApiTest.class.getResourceAsStream("/io/promshard/contract/handovers.json")) {
                return new JsonMapper().readTree(Objects.requireNonNull(file));
            }
        }

        @Test
        void areClearWhenNothingHappenedLongEnough() {
            sharder.clock.step(Duration.ofHours(1));
            sharder.turn();
            Instant now = sharder.clock.instant();

            JsonNode data = api.get("/api/v1/handovers?from=" + now.minusSeconds(60) + "&to=" + now)
                    .data();

            assertThat(data.path("clear").asBoolean()).isTrue();
            assertThat(data.path("handovers")).isEmpty();
        }

        @Test
        void areNotClearBeforeAnythingIsKnown() {
            JsonNode data = api.get("/api/v1/handovers?from=1").data();

            assertThat(data.path("clear").asBoolean()).isFalse();
            assertThat(data.path("completeSince").asString()).startsWith("2026-01-01T");
        }

        @Test
        void areNeverClearByTheWordOfAFollower() {
            sharder.clock.step(Duration.ofHours(1));
            followsAnother();
            Instant now = sharder.clock.instant();

            Answer answer = api.get("/api/v1/handovers?from=" + now.minusSeconds(60));

            assertThat(answer.data().path("clear").asBoolean()).isFalse();
            assertThat(answer.data().path("decides").asBoolean()).isFalse();
            assertThat(answer.json().path("warnings").get(0).asString()).contains("http://10.0.0.2:9098");
        }

        @Test
        void warnIfTheyAreNotAll() {
            drainA();

            Answer answer = api.get("/api/v1/handovers?limit=2");

            assertThat(answer.data().path("handovers")).hasSize(2);
            assertThat(answer.json().path("warnings").get(0).asString()).contains("more than 2 hand-overs");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "from=yesterday | 400 | \"from\" must be a time: RFC 3339, or seconds since 1970, got: \"yesterday\"",
                    "to=1e99 | 400 | \"to\" must be a time",
                    "from=20&to=10 | 400 | \"from\" must be before \"to\"",
                    "limit=x | 400 | got: \"x\"",
                    "group=x | 404 | there is no group \"x\"",
                })
        void refuseWhatMakesNoSense(String query, int status, String error) {
            Answer answer = api.get("/api/v1/handovers?" + query);

            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.error()).contains(error);
        }
    }
}
