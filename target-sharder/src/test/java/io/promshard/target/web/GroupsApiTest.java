package io.promshard.target.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.target.web.Api.Answer;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class GroupsApiTest extends ApiTestBase {

    @Test
    void showsAllGroupsInShort() {
        JsonNode data = api.get("/api/v1/groups").data();

        assertThat(data.path("role").path("role").asString()).isEqualTo("alone");
        assertThat(data.path("role").path("term").asLong()).isEqualTo(7);
        JsonNode group = data.path("groups").get(0);
        assertThat(group.path("name").asString()).isEqualTo("web");
        assertThat(group.path("published").asBoolean()).isTrue();
        assertThat(group.path("waiting").asString()).isEmpty();
        assertThat(group.path("version").asString()).startsWith("7.");
        assertThat(group.path("collectors").path("live").asInt()).isEqualTo(3);
        assertThat(group.path("targets").asInt()).isEqualTo(60);
        assertThat(group.path("unplaced").asInt()).isZero();
        assertThat(group.path("imbalanceBySeries").asDouble()).isBetween(1.0, 3.0);
    }

    @Test
    void namesTheLeader() {
        followsAnother();

        JsonNode role = api.get("/api/v1/groups").data().path("role");

        assertThat(role.path("role").asString()).isEqualTo("follower");
        assertThat(role.path("leader").asString()).isEqualTo("http://10.0.0.2:9098");
    }

    @Nested
    class OneGroup {

        @Test
        void hasItsCollectorsWithoutTheirSecrets() {
            Answer answer = api.get("/api/v1/groups/web");

            JsonNode collectors = answer.data().path("collectors");
            assertThat(collectors).hasSize(3);
            JsonNode a = collectors.get(0);
            assertThat(a.path("id").asString()).isEqualTo("a");
            assertThat(a.path("url").asString()).isEqualTo("http://a:9090");
            assertThat(a.path("state").asString()).isEqualTo("live");
            assertThat(a.path("targets").asInt()).isPositive();
            assertThat(a.path("series").asInt())
                    .isEqualTo(100 * a.path("targets").asInt());
            assertThat(a.path("reported").asString()).startsWith("2026-01-01T");
            assertThat(a.path("capacity").isNull()).isTrue();
            assertThat(answer.text()).doesNotContain("secret");
        }

        @Test
        void tellsWhoCannotBeAsked() {
            sharder.collectors.silent.add("b");
            sharder.turnUntil(
                    () -> !sharder.web().observe().reports().failures().isEmpty());

            JsonNode b = api.get("/api/v1/groups/web").data().path("collectors").get(1);

            assertThat(b.path("reportFailure").path("error").asString()).contains("connection refused");
            assertThat(b.path("reportFailure").path("since").asString()).startsWith("2026-");
        }

        @Test
        void hasItsJobsWithTheirSources() {
            JsonNode jobs = api.get("/api/v1/groups/web").data().path("jobs");

            assertThat(jobs).hasSize(2);
            JsonNode node = jobs.get(0);
            assertThat(node.path("strategy").asString()).isEqualTo("ring");
            assertThat(node.path("targets").asInt()).isEqualTo(40);
            assertThat(node.path("sources")).hasSize(2);
            assertThat(node.path("sources").get(0).path("state").asString()).isEqualTo("good");
            assertThat(node.path("sources").get(0).path("targets").asInt()).isEqualTo(30);
        }

        @Test
        void saysWhyASourceIsHeld() {
            sharder.source("Files").give("node-00:9100");
            sharder.turnUntil(() ->
                    sharder.web().discovery().sources().getFirst().view().held().isPresent());

            JsonNode source = api.get("/api/v1/groups/web")
                    .data()
                    .path("jobs")
                    .get(0)
                    .path("sources")
                    .get(0);

            assertThat(source.path("state").asString()).isEqualTo("held");
            assertThat(source.path("held").path("targets").asInt()).isEqualTo(1);
            assertThat(source.path("held").path("why").asString()).startsWith("1 of 30 targets are left");
        }

        @Test
        void isRefusedIfThereIsNone() {
            Answer answer = api.get("/api/v1/groups/wbe");

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.json().path("status").asString()).isEqualTo("error");
            assertThat(answer.json().path("errorType").asString()).isEqualTo("not_found");
            assertThat(answer.error()).isEqualTo("there is no group \"wbe\" but \"web\"");
        }
    }

    @Nested
    class Assignments {

        @Test
        void comePageByPage() {
            Set<String> keys = new HashSet<>();
            String after = "";
            int pages = 0;
            do {
                JsonNode page = api.get("/api/v1/groups/web/assignments?limit=25" + after)
                        .data();
                page.path("assignments")
                        .forEach(line -> keys.add(line.path("key").asString()));
                after = page.path("next").isNull()
                        ? ""
                        : "&after=" + page.path("next").asString();
                pages++;
            } while (!after.isEmpty() && pages < 10);

            assertThat(pages).isEqualTo(3);
            assertThat(keys).hasSize(60);
        }

        @Test
        void areThoseOfACollectorAndAJob() {
            JsonNode lines = api.get("/api/v1/groups/web/assignments?collector=a&job=api")
                    .data()
                    .path("assignments");

            assertThat(lines).isNotEmpty().allSatisfy(line -> {
                assertThat(line.path("job").asString()).isEqualTo("api");
                assertThat(line.path("collectors").get(0).asString()).isEqualTo("a");
                assertThat(line.path("addresses").get(0).asString()).startsWith("api-");
            });
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "limit=0 | 400 | \"limit\" must be a whole number from 1 to 10000, got: \"0\"",
                    "limit=ten | 400 | \"limit\" must be a whole number from 1 to 10000, got: \"ten\"",
                    "limit=99999999999 | 400 | got: \"99999999999\"",
                    "after=xyz | 400 | \"after\" must be a target's key: 16 hexadecimal digits, got: \"xyz\"",
                    "collector=z | 404 | has no collector \"z\" but \"a\", \"b\", \"c\"",
                    "job=nod | 404 | has no job \"nod\" but \"node\", \"api\"",
                })
        void refuseWhatMakesNoSense(String query, int status, String error) {
            Answer answer = api.get("/api/v1/groups/web/assignments?" + query);

            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.error()).contains(error);
        }

        @Test
        void endAfterTheLastKey() {
            JsonNode page = api.get("/api/v1/groups/web/assignments?after=7fffffffffffffff")
                    .data();

            assertThat(page.path("assignments")).isEmpty();
            assertThat(page.path("next").isNull()).isTrue();
        }
    }
}
