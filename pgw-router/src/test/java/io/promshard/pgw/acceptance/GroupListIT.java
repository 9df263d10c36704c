package io.promshard.pgw.acceptance;

import static io.promshard.shard.servers.ServerKind.PUSHGATEWAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.shard.servers.PushgatewayServer;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.Servers;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code /api/v1/groups} over three real gateways whose groups nobody brings in order. */
@RealServers(PUSHGATEWAY)
class GroupListIT {

    private Gateways three;
    private RouterUnderTest router;

    @BeforeEach
    void start(Servers servers) {
        three = Gateways.three(servers);
        router = RouterUnderTest.start(three.properties("pgw-router.reconcile.mode=off", "pgw-router.read.cache=0s"));
    }

    @AfterEach
    void stop() {
        router.close();
    }

    private static void push(PushgatewayServer gateway, String path) {
        URI uri = URI.create(gateway.url() + path);
        assertThat(Http.stay(Http.put(uri, "x 1\ny 2\n")).statusCode()).isEqualTo(200);
    }

    private JsonNode list(String query) {
        return router.json("/api/v1/groups?" + query);
    }

    private static List<String> jobs(JsonNode page) {
        return StreamSupport.stream(page.path("groups").spliterator(), false)
                .map(group -> group.path("labels").path("job").asString())
                .toList();
    }

    @Test
    void tellsWhereCopiesAreAndWhereTheyBelong() {
        PushgatewayServer older = three.servers().get(0);
        PushgatewayServer newer = three.servers().get(1);
        push(older, "/metrics/job/a");
        push(newer, "/metrics/job/a");

        JsonNode page = list("");

        assertThat(page.path("total").asInt()).isEqualTo(1);
        JsonNode group = page.path("groups").get(0);
        assertThat(group.path("shown").asString()).isEqualTo(newer.address());
        assertThat(group.path("copies").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrder(older.address(), newer.address());
        assertThat(group.path("owners")).hasSize(1);
        assertThat("http://" + group.path("owners").path(0).asString()).isEqualTo(router.owner("/metrics/job/a"));
        assertThat(group.path("metrics").asInt()).isEqualTo(2);
        assertThat(group.path("lastPushSuccessful").asBoolean()).isTrue();
        assertThat(group.path("pushed").asDouble()).isPositive();
        assertThat(group.path("failed").asDouble()).isZero();
    }

    @Test
    void tellsBothOwnersWhereGroupsHaveTwo() {
        router.close();
        router = RouterUnderTest.start(three.properties("pgw-router.replicas=2", "pgw-router.reconcile.mode=off"));
        assertThat(Http.stay(Http.put(router.url("/metrics/job/a"), "x 1\n")).statusCode())
                .isEqualTo(200);

        JsonNode group = list("").path("groups").get(0);

        List<String> owners =
                group.path("owners").valueStream().map(JsonNode::asString).toList();
        assertThat(owners).hasSize(2);
        assertThat(group.path("copies").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrderElementsOf(owners);
    }

    @Test
    void ordersPagesAndFilters() {
        for (String job : List.of("b", "c", "a", "d")) {
            push(three.servers().get(0), "/metrics/job/" + job + "/zone/Z" + job);
        }

        assertThat(jobs(list("sort=labels"))).containsExactly("a", "b", "c", "d");
        assertThat(jobs(list("sort=oldest"))).containsExactly("b", "c", "a", "d");
        assertThat(jobs(list("sort=newest"))).containsExactly("d", "a", "c", "b");
        assertThat(jobs(list("limit=2&offset=1"))).containsExactly("b", "c");
        assertThat(list("limit=2&offset=9").path("groups")).isEmpty();
        JsonNode found = list("filter=" + URLEncoder.encode("JOB=\"c\" zone", StandardCharsets.UTF_8));
        assertThat(jobs(found)).containsExactly("c");
        assertThat(found.path("matching").asInt()).isEqualTo(1);
        assertThat(found.path("total").asInt()).isEqualTo(4);
        assertThat(list("filter=" + three.servers().get(0).port())
                        .path("matching")
                        .asInt())
                .isEqualTo(4);
        assertThat(list("filter=" + three.servers().get(1).port())
                        .path("matching")
                        .asInt())
                .isZero();
    }

    @Test
    void itsPathsDeleteWhateverTheLabelsAre() {
        String odd = "/metrics/job@base64/YS9iPyM/empty@base64/=/text@base64/w7wgIiA8Yj4";
        assertThat(Http.follow(Http.put(router.url(odd), "x 1\n")).statusCode()).isEqualTo(200);
        String path = list("").path("groups").get(0).path("path").asString();

        Http.follow(Http.delete(router.url(path)));

        assertThat(three.stored()).allMatch(stored -> stored.groups().isEmpty());
    }
}
