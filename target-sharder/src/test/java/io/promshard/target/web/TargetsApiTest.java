package io.promshard.target.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.target.web.Api.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class TargetsApiTest extends ApiTestBase {

    @Test
    void lookAsThoseOfAPrometheus() {
        Answer answer = api.get("/api/v1/targets?scrapePool=api");

        assertThat(answer.json().path("status").asString()).isEqualTo("success");
        assertThat(answer.json().has("warnings")).isFalse();
        JsonNode active = answer.data().path("activeTargets");
        assertThat(active).hasSize(20);
        JsonNode first = active.get(0);
        assertThat(first.path("scrapePool").asString()).isEqualTo("api");
        assertThat(first.path("scrapeUrl").asString()).matches("http://api-\\d\\d:9100/metrics");
        assertThat(first.path("discoveredLabels").path("__address__").asString())
                .isEqualTo(first.path("labels").path("instance").asString());
        assertThat(first.path("labels").path("job").asString()).isEqualTo("api");
        assertThat(first.path("health").asString()).isEqualTo("up");
        assertThat(first.path("lastScrape").asString()).startsWith("2026-");
        assertThat(first.path("collectors")).hasSize(1);
        assertThat(first.path("series").asInt()).isEqualTo(100);
        assertThat(first.path("key").asString()).hasSize(16);
        assertThat(answer.data().path("droppedTargets")).isEmpty();
    }

    @Test
    void tellWhatWentWrong() {
        sharder.collectors.failing.add("a");
        sharder.turnUntil(() -> sharder.web().observe().reports().of("a").stream()
                .anyMatch(report -> report.targets().stream().noneMatch(target -> target.isUp())));

        JsonNode active = api.get("/api/v1/targets?group=web").data().path("activeTargets");

        assertThat(active)
                .filteredOn(
                        target -> target.path("collectors").get(0).asString().equals("a"))
                .isNotEmpty()
                .allSatisfy(target -> {
                    assertThat(target.path("health").asString()).isEqualTo("down");
                    assertThat(target.path("lastError").asString()).isEqualTo("context deadline exceeded");
                });
    }

    @Test
    void warnIfTheyAreNotAll() {
        Answer answer = api.get("/api/v1/targets?limit=5");

        assertThat(answer.data().path("activeTargets")).hasSize(5);
        assertThat(answer.json().path("warnings").get(0).asString())
                .isEqualTo("results are truncated: 5 of 60 targets; see limit");
    }

    @Test
    void areNeverDropped() {
        JsonNode data = api.get("/api/v1/targets?state=dropped").data();

        assertThat(data.path("activeTargets")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "state=gone | 400 | \"state\" must be any, active or dropped, got: \"gone\"",
                "limit=-1 | 400 | got: \"-1\"",
                "group=x | 404 | there is no group \"x\" but \"web\"",
                "scrapePool=x | 404 | there is no scrapePool \"x\" but \"node\", \"api\"",
            })
    void refuseWhatMakesNoSense(String query, int status, String error) {
        Answer answer = api.get("/api/v1/targets?" + query);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.error()).contains(error);
    }
}
