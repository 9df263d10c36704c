package io.promshard.pgw.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.promshard.pgw.faults.RawClient.Answer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the router says of itself and its gateways, while they are well and while they are not. */
@Timeout(60)
class EndpointsTest {

    private final FakeGateway first = new FakeGateway();
    private final FakeGateway second = new FakeGateway();
    private Router router;

    @BeforeEach
    void start() {
        router = Router.of(List.of(first.url(), second.url() + "/pre"), "pgw-router.gateways[1].weight=3");
    }

    @AfterEach
    void stop() {
        router.close();
        first.close();
        second.close();
    }

    private Answer get(String path, String... headers) throws IOException {
        try (RawClient client = router.client()) {
            return client.send(RawClient.head("GET", path, headers) + "\r\n").read();
        }
    }

    private JsonNode json(String path) throws IOException {
        Answer answer = get(path);
        assertThat(answer.header("Content-Type")).contains("json");
        return JsonMapper.shared().readTree(answer.body());
    }

    private JsonNode route(String path) throws IOException {
        return json("/api/v1/route?path=" + URLEncoder.encode(path, StandardCharsets.UTF_8));
    }

    private void killBoth() {
        first.die();
        second.die();
        await().until(() -> router.suspects(first) && get("/-/ready").status() == 503);
    }

    @Nested
    class Route {

        @Test
        void tellsWhoOwnsAGroupAndWhoComesNext() throws IOException {
            JsonNode route = route("/metrics/job/a/b/c");

            assertThat(route.get("group").toString()).isEqualTo("{\"b\":\"c\",\"job\":\"a\"}");
            assertThat(route.get("hash").asString()).matches("[0-9a-f]+");
            assertThat(route.get("preference")).hasSize(2);
            assertThat(route.get("owner"))
                    .isEqualTo(route.get("preference").get(0).get("id"));
            assertThat(route.get("refused").isNull()).isTrue();
        }

        @ParameterizedTest
        @CsvSource({"curl/8.0, redirect, ", "Python-urllib/3.11, proxy, client"})
        void tellsTheWayForAClient(String userAgent, String mode, String reason) throws IOException {
            JsonNode route = json("/api/v1/route?path=/metrics/job/a&userAgent=" + userAgent);

            assertThat(route.get("mode").asString()).isEqualTo(mode);
            assertThat(route.get("modeReason").asString(null)).isEqualTo(reason);
        }

        @Test
        void isTheWayThatPushesGo() throws IOException {
            try (RawClient client = router.client()) {
                Answer redirect = client.put("/metrics/job/a%2Fb/c", "User-Agent: curl/8.0");
                JsonNode route = route("/metrics/job/a%2Fb/c");

                assertThat(redirect.header("Location"))
                        .startsWith(route.get("url").asString() + "/metrics/job/");
            }
        }

        @Test
        void repeatsWhatAGatewaySaysOfABadPath() throws IOException {
            Answer answer = get("/api/v1/route?path=/metrics/job/a/b");

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains("odd number of components", "\"status\":400");
        }

        @Test
        void tellsWhyAPushIsPoison() throws IOException {
            assertThat(route("/metrics/job/a/instance/").get("refused").asString())
                    .contains("instance");
        }

        @Test
        void hasNoOwnerWhileNobodyIsLive() throws IOException {
            killBoth();

            JsonNode route = route("/metrics/job/a");

            assertThat(route.get("owner").isNull()).isTrue();
            assertThat(route.get("preference").get(0).get("state").asString()).isEqualTo("suspect: connection refused");
        }

        @Test
        void isByProxyWhileMostGatewaysAreInDoubt() throws IOException {
            killBoth();

            JsonNode route = json("/api/v1/route?path=/metrics/job/a&userAgent=curl/8.0");

            assertThat(route.get("mode").asString()).isEqualTo("proxy");
            assertThat(route.get("modeReason").asString()).isEqualTo("in_doubt");
        }

        @Test
        void isNoneWherePushesAreRefused() throws IOException {
            router.close();
            router = Router.of(List.of(first.url(), second.url()), "pgw-router.mode=redirect");
            killBoth();

            JsonNode route = json("/api/v1/route?path=/metrics/job/a");

            assertThat(route.get("mode").asString()).isEqualTo("unavailable");
            assertThat(route.get("modeReason").asString()).isEqualTo("none of 2 gateways is healthy");
        }

        @Test
        void needsAPath() throws IOException {
            assertThat(get("/api/v1/route").status()).isEqualTo(400);
        }
    }

    @Nested
    class Ring {

        @Test
        void hasAllGateways() throws IOException {
            JsonNode ring = json("/api/v1/ring");

            assertThat(ring.get("known").asBoolean()).isTrue();
            assertThat(ring.get("live").asInt()).isEqualTo(2);
            assertThat(ring.get("admin").asBoolean()).isFalse();
            assertThat(ring.get("gateways"))
                    .hasSize(2)
                    .allMatch(gateway -> gateway.get("state").asString().equals("live"));
        }

        @Test
        void tellsSharesAndLives() throws IOException {
            JsonNode gateways = json("/api/v1/ring").get("gateways");

            for (JsonNode gateway : gateways) {
                double share = gateway.get("weight").asInt() / 4.0;
                assertThat(gateway.get("share").asDouble()).isCloseTo(share, within(0.03));
                assertThat(gateway.get("life").asString()).isEqualTo("up");
            }
        }

        @Test
        void keepsThoseThatAreDown() throws IOException {
            killBoth();

            JsonNode ring = json("/api/v1/ring");

            assertThat(ring.get("live").asInt()).isZero();
            assertThat(ring.get("inDoubt").asBoolean()).isTrue();
            assertThat(ring.get("gateways")).hasSize(2);
        }
    }

    @Nested
    class Console {

        @Test
        void runsNothingButItsOwnFiles() throws IOException {
            Answer page = get("/", "Accept: text/html");

            assertThat(page.status()).isEqualTo(200);
            assertThat(page.header("Content-Type")).contains("text/html");
            assertThat(page.header("Content-Security-Policy"))
                    .contains("default-src 'none'", "script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(page.body()).doesNotContain("<script>", "<style", "style=", "http:", "https:");
        }

        @ParameterizedTest
        @CsvSource({
            "console/console.css, text/css",
            "console/console.js, text/javascript",
            "console/pgw-router.js, text/javascript",
            "console/icon.svg, image/svg+xml"
        })
        void hasFilesOfTheirTypes(String file, String type) throws IOException {
            Answer answer = get("/" + file);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Content-Type")).startsWith(type);
            assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
            assertThat(answer.has("Content-Security-Policy")).isTrue();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"/console/none.js", "/application.yml", "/console/..%2F..%2Fapplication.yml", "/console/"})
        void hasNoOthers(String path) throws IOException {
            assertThat(get(path).status()).isBetween(400, 404);
        }
    }

    @Nested
    class Groups {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "limit=0 | limit is 0, it must be from 1 to 1000",
                    "limit=1001 | limit is 1001, it must be from 1 to 1000",
                    "offset=-1 | offset is -1, it must not be negative",
                    "sort=size | sort is size, it must be one of labels, oldest, newest, failed"
                })
        void refusesWhatIsOutOfBounds(String query, String why) throws IOException {
            Answer answer = get("/api/v1/groups?" + query);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).isEqualTo("{\"error\":\"" + why + "\"}");
        }

        @Test
        void refusesALongFilter() throws IOException {
            assertThat(get("/api/v1/groups?filter=" + "x".repeat(1001)).body())
                    .contains("filter has 1001 characters, more than 1000");
        }

        @Test
        void cannotBeToldWhileNobodyAnswers() throws IOException {
            Answer answer = get("/api/v1/groups");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isEqualTo("1");
            assertThat(answer.body()).contains("never read");
        }
    }

    @Nested
    class ForBalancers {

        @ParameterizedTest
        @ValueSource(strings = {"*/*", "application/json", "text/html"})
        void healthAndReadinessAreTextWhateverIsAccepted(String accept) throws IOException {
            assertThat(get("/-/healthy", "Accept: " + accept).status()).isEqualTo(200);
            assertThat(get("/-/ready", "Accept: " + accept).status()).isEqualTo(200);
        }

        @Test
        void nobodyIsReadyWithoutAGatewayButHealthy() throws IOException {
            killBoth();

            assertThat(get("/-/ready").status()).isEqualTo(503);
            assertThat(get("/-/ready").header("Retry-After")).isEqualTo("1");
            assertThat(get("/-/healthy").status()).isEqualTo(200);
        }

        @Test
        void theActuatorAgrees() throws IOException {
            assertThat(json("/actuator/health").get("status").asString()).isEqualTo("UP");

            killBoth();

            Answer down = get("/actuator/health");
            assertThat(down.status()).isEqualTo(503);
            assertThat(down.body()).contains("OUT_OF_SERVICE");
        }

        @Test
        void oneGatewayDownDegrades() throws IOException {
            first.die();

            await().until(() -> router.suspects(first));

            assertThat(get("/actuator/health").status()).isEqualTo(200);
            assertThat(json("/actuator/health").get("status").asString()).isEqualTo("DEGRADED");
        }
    }

    @Nested
    class WithNoGatewayLive {

        @ParameterizedTest
        @ValueSource(strings = {"auto", "proxy", "redirect"})
        void pushesAreRefusedForNowAndNeverRedirected(String mode) throws IOException {
            killBoth();

            try (RawClient client = router.client()) {
                Answer answer = client.put("/metrics/job/a", "User-Agent: curl/8.0", "X-Pgw-Mode: " + mode);

                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.header("Retry-After")).isEqualTo("1");
                assertThat(answer.has("Location")).isFalse();
            }
        }
    }

    @Nested
    class ServiceDiscovery {

        @Test
        void listsEachGatewayAsATargetWithItsPath() throws IOException {
            JsonNode groups = json("/sd");

            assertThat(groups).hasSize(2);
            JsonNode prefixed = groups.get(0)
                            .get("labels")
                            .get("__metrics_path__")
                            .asString()
                            .equals("/metrics")
                    ? groups.get(1)
                    : groups.get(0);
            assertThat(prefixed.get("targets").toString()).isEqualTo("[\"" + second.id() + "\"]");
            JsonNode labels = prefixed.get("labels");
            assertThat(labels.get("__scheme__").asString()).isEqualTo("http");
            assertThat(labels.get("__metrics_path__").asString()).isEqualTo("/pre/metrics");
            assertThat(labels.get("__meta_pgw_weight").asString()).isEqualTo("3");
            assertThat(labels.get("__meta_pgw_live").asString()).isEqualTo("true");
        }

        @Test
        void keepsThoseThatAreDown() throws IOException {
            killBoth();

            assertThat(json("/sd"))
                    .hasSize(2)
                    .allMatch(group -> group.get("labels")
                            .get("__meta_pgw_live")
                            .asString()
                            .equals("false"));
        }
    }
}
