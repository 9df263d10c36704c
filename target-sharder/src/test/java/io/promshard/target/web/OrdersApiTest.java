package io.promshard.target.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.target.leadership.Role;
import io.promshard.target.web.Api.Answer;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrdersApiTest extends ApiTestBase {

    private static final String WEB = "/api/v1/groups/web";

    @Test
    void drainACollectorAndTakeItBack() {
        assertThat(admin.post(WEB + "/drain?collector=a").status()).isEqualTo(200);
        sharder.turnUntil(() -> !sharder.web().state().layout().counts().containsKey("a"));

        assertThat(admin.delete(WEB + "/drain?collector=a").status()).isEqualTo(200);
        sharder.turnUntil(() -> sharder.web().state().layout().counts().containsKey("a"));
    }

    @Test
    void pinAKeyAndLetItGo() {
        String key = keyOf("node-01:9100");
        String there = sharder.web()
                .state()
                .layout()
                .holders(Long.parseUnsignedLong(key, 16))
                .getFirst();
        String elsewhere = there.equals("b") ? "c" : "b";

        assertThat(admin.post(WEB + "/pin?key=" + key + "&collector=" + elsewhere)
                        .status())
                .isEqualTo(200);
        sharder.turnUntil(() -> sharder.web()
                .state()
                .layout()
                .holders(Long.parseUnsignedLong(key, 16))
                .equals(List.of(elsewhere)));

        assertThat(api.get(WEB).data().path("pins").path(key).asString()).isEqualTo(elsewhere);
        assertThat(admin.delete(WEB + "/pin?key=" + key).status()).isEqualTo(200);
        assertThat(sharder.web().orders().pins()).isEmpty();
    }

    @Test
    void confirmWhatIsHeld() {
        sharder.source("Files").give("node-00:9100");
        sharder.turnUntil(() ->
                sharder.web().discovery().sources().getFirst().view().held().isPresent());

        Answer answer = admin.post(WEB + "/confirm?job=node&source=0");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.data().asString()).isEqualTo("what source 0 of job node said is believed");
        sharder.turnUntil(() -> sharder.web().state().layout().size() == 31);
        assertThat(admin.post(WEB + "/confirm?job=node").data().asString())
                .isEqualTo("nothing is held of source 0 of job node");
    }

    @Test
    void haveASourceRead() {
        int before = sharder.source("Static").reads();

        assertThat(admin.post(WEB + "/refresh?job=api").status()).isEqualTo(200);

        sharder.turnUntil(() -> sharder.source("Static").reads() > before);
    }

    @Test
    void haveAllGroupsTurned() {
        assertThat(admin.post("/api/v1/trigger").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/drain?collector=z | 404 | group \"web\" has no collector \"z\" but \"a\", \"b\", \"c\"",
                "/drain | 400 | parameter \"collector\" is missing",
                "/pin?key=1&collector=a | 400 | \"key\" must be a target's key: 16 hexadecimal digits, got: \"1\"",
                "/pin?key=0000000000000000&collector=a | 404 | has no target of the key \"0000000000000000\" but 60 others",
                "/confirm?job=x | 404 | has no job \"x\" but \"node\", \"api\"",
                "/confirm?job=node&source=2 | 404 | job \"node\" has no source 2 but 2, counted from 0",
                "/refresh?job=node&source=-1 | 400 | \"source\" must be a whole number from 0",
            })
    void areRefusedIfTheyMakeNoSense(String order, int status, String error) {
        Answer answer = admin.post(WEB + order);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.error()).contains(error);
    }

    @Test
    void cannotBeTakenBackIfNeverGiven() {
        assertThat(admin.delete(WEB + "/drain?collector=a").error())
                .isEqualTo("no drain of \"a\" was ordered but of none at all");
        assertThat(admin.delete(WEB + "/pin?key=" + keyOf("node-01:9100")).error())
                .endsWith("is not pinned but none at all");
    }

    @Nested
    class AreNotTaken {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    WEB + "/drain?collector=a",
                    WEB + "/pin?key=0000000000000000&collector=a",
                    WEB + "/confirm?job=node",
                    WEB + "/refresh?job=node",
                    "/api/v1/trigger",
                })
        void unlessTheyAreEnabled(String order) {
            Answer answer = api.post(order);

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.json().path("errorType").asString()).isEqualTo("forbidden");
            assertThat(answer.error()).contains("target-sharder.admin.enabled=true");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    WEB + "/drain?collector=a",
                    WEB + "/pin?key=0000000000000000&collector=a",
                    WEB + "/confirm?job=node",
                    WEB + "/refresh?job=node",
                    "/api/v1/trigger",
                })
        void byAFollowerThatNamesTheLeader(String order) {
            followsAnother();

            Answer answer = admin.post(order);

            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.json().path("errorType").asString()).isEqualTo("not_leader");
            assertThat(answer.error()).contains("the leader at http://10.0.0.2:9098");
        }

        @Test
        void whileNobodyKnowsWhoLeads() {
            sharder.role.set(new Role.Unknown("Consul cannot be asked"));

            Answer answer = admin.post("/api/v1/trigger");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.error()).contains("Consul cannot be asked");
        }
    }
}
