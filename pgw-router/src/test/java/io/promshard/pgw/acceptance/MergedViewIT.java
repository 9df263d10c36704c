package io.promshard.pgw.acceptance;

import static io.promshard.shard.servers.ServerKind.PUSHGATEWAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promshard.pgw.exposition.Exposition;
import io.promshard.pgw.exposition.ExpositionException;
import io.promshard.pgw.exposition.FamilyHeader;
import io.promshard.pgw.exposition.WireWriter;
import io.promshard.pgw.scrape.Pushes;
import io.promshard.shard.servers.PushgatewayServer;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.Servers;
import io.promshard.shard.servers.Start;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A router over three gateways exposes what one gateway would that had got all the pushes, byte for byte. */
@RealServers(PUSHGATEWAY)
class MergedViewIT {

    private static final Start ALL_NAMES = Start.PLAIN.with("--push.enable-utf8-names");
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final PushgatewayServer alone;
    private final Gateways three;
    private RouterUnderTest router;

    MergedViewIT(Servers servers) {
        this.alone = servers.pushgateway(ALL_NAMES);
        this.three = new Gateways(
                Stream.generate(() -> servers.pushgateway(ALL_NAMES)).limit(3).toList());
    }

    @BeforeEach
    void push() {
        router = RouterUnderTest.start(three.properties("pgw-router.label-names=utf8", "pgw-router.read.cache=0s"));
        for (int i = 0; i < 12; i++) {
            both("/metrics/job/text/zone/z" + i, Pushes.TEXT);
            both("/metrics/job/text/zone/z" + i + "/instance/i" + i, Pushes.TEXT);
        }
        both("/metrics/job/proto/U__zone_2e_id/z", Pushes.protobuf());
        both("/metrics/job/emptied", "");
        both("/metrics/job@base64/w7w", "# TYPE g gauge\ng{n=\"x\"} 1\n");
        both(
                "/metrics/job/runtime",
                "# HELP go_goroutines Number of goroutines that currently exist.\n# TYPE go_goroutines gauge\ngo_goroutines 3\n");
    }

    private void both(String path, Object body) {
        for (URI server : List.of(alone.url(), router.url())) {
            int status = body instanceof String text
                    ? Pushes.put(server, path, text)
                    : Pushes.put(server, path, (byte[]) body);
            assertThat(status == 307 ? follow(path, body) : status).as(path).isEqualTo(200);
        }
    }

    private int follow(String path, Object body) {
        URI owner = URI.create(router.owner(path.replace("%", "%25")));
        return body instanceof String text ? Pushes.put(owner, path, text) : Pushes.put(owner, path, (byte[]) body);
    }

    @AfterEach
    void stop() {
        router.close();
    }

    private static HttpResponse<byte[]> get(URI server, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + "/metrics"));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The parts of a media type, which Tomcat puts into another order. */
    private static Set<String> type(HttpResponse<?> answer) {
        return Arrays.stream(answer.headers()
                        .firstValue("Content-Type")
                        .orElseThrow()
                        .split(";"))
                .map(String::strip)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Without the lines of the gateway's own, and without the times of pushes. */
    private static List<String> pushed(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("#")
                        ? !line.matches("# (HELP|TYPE) (go_(?!goroutines)|process_|pushgateway_|promhttp_).*")
                        : line.contains("job=\""))
                .map(line -> line.replaceFirst("^(push_time_seconds\\{.*}) .*", "$1"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*",
                "text/plain;version=0.0.4",
                "text/plain;version=1.0.0;escaping=allow-utf-8",
                "text/plain;escaping=dots",
                "text/plain;escaping=values",
                "text/plain;escaping=bogus",
                "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,text/plain;version=0.0.4;q=0.3",
                "application/vnd.google.protobuf",
                "text/html, text/*;q=0.5",
                "gibberish",
                "TEXT/PLAIN;ESCAPING=allow-utf-8",
                "text/plain;version=0.0.3;escaping=dots, text/plain"
            })
    void textIsTheSameForEachAccept(String accept) {
        HttpResponse<byte[]> expected = get(alone.url(), "Accept", accept);
        HttpResponse<byte[]> answer = get(router.url(), "Accept", accept);

        assertThat(type(answer)).isEqualTo(type(expected));
        assertThat(pushed(answer)).isEqualTo(pushed(expected)).hasSizeGreaterThan(400);
        assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(answer.body().length);
    }

    /** Without a scheme a Pushgateway 1.11.0 escapes no name in protobuf, though it says so; later ones do. */
    @Test
    void protobufIsTheSame() throws ExpositionException {
        String accept = "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;"
                + "escaping=allow-utf-8;q=0.7,text/plain;version=0.0.4;q=0.3";
        HttpResponse<byte[]> expected = get(alone.url(), "Accept", accept);
        HttpResponse<byte[]> answer = get(router.url(), "Accept", accept);

        assertThat(type(answer)).isEqualTo(type(expected));
        assertThat(families(answer.body())).isEqualTo(families(expected.body())).hasSize(12);
    }

    /** By family: each metric that has a job, but for times of pushes. */
    private static Map<FamilyHeader, List<String>> families(byte[] body) throws ExpositionException {
        Exposition exposition = Exposition.of(body);
        Map<FamilyHeader, List<String>> families = new LinkedHashMap<>();
        for (Exposition.Family family : exposition.families()) {
            List<String> metrics = new ArrayList<>();
            for (int metric = family.first(); metric < family.end(); metric++) {
                WireWriter out = new WireWriter(64);
                exposition.writeMetric(metric, out);
                String bytes = new String(out.toByteArray(), StandardCharsets.ISO_8859_1);
                boolean time = family.header().name().equals("push_time_seconds");
                if (bytes.contains("\u0003job\u0012")) {
                    metrics.add(time ? bytes.substring(0, bytes.length() - 9) : bytes);
                }
            }
            if (!metrics.isEmpty()) {
                families.put(family.header(), metrics);
            }
        }
        return families;
    }

    /** The order of groups is nobody's, and each gateway has its own times. */
    @Test
    void theListOfGroupsIsTheSame() {
        JsonNode expected = list(alone.url());
        JsonNode answer = list(router.url());

        assertThat(groups(answer)).isEqualTo(groups(expected)).hasSize(28);
        assertThat(answer.propertyNames()).isEqualTo(expected.propertyNames());
    }

    private static JsonNode list(URI server) {
        return JsonMapper.shared()
                .readTree(Http.get(URI.create(server + "/api/v1/metrics")).body());
    }

    private static Set<String> groups(JsonNode list) {
        return list.path("data")
                .valueStream()
                .map(group -> group.toString()
                        .replaceAll("\"time_stamp\":\"[^\"]*\"", "")
                        .replaceAll("(\"push_time_seconds\":\\{.*?\"value\":)\"[^\"]*\"", "$1"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void copiesAreListedOnceWithTheLatestFailure() {
        PushgatewayServer old = three.servers().getFirst();
        PushgatewayServer owner = three.at(router.owner("/metrics/job/copied"));
        PushgatewayServer other = owner == old ? three.servers().getLast() : old;
        Pushes.put(other.url(), "/metrics/job/copied", "# TYPE once gauge\nonce 1\n");
        Pushes.put(owner.url(), "/metrics/job/copied", "# TYPE once gauge\nonce 2\n");
        Pushes.put(other.url(), "/metrics/job/copied", "# TYPE c_total gauge\nc_total 1\n");

        List<JsonNode> copied = list(router.url())
                .path("data")
                .valueStream()
                .filter(group -> group.path("labels").path("job").asString().equals("copied"))
                .toList();

        assertThat(copied).hasSize(1);
        JsonNode group = copied.getFirst();
        assertThat(group.path("once").path("metrics").path(0).path("value").asString())
                .isEqualTo("2");
        assertThat(group.path("last_push_successful").booleanValue()).isFalse();
        assertThat(new String(get(router.url()).body(), StandardCharsets.UTF_8))
                .containsOnlyOnce("\nonce{")
                .contains("once{instance=\"\",job=\"copied\"} 2");
    }

    @Test
    void theStatusHasTheGatewaysShapeAndThatOfEach() {
        JsonNode expected = JsonMapper.shared()
                .readTree(Http.get(URI.create(alone.url() + "/api/v1/status")).body());
        JsonNode answer = router.json("/api/v1/status");

        assertThat(answer.propertyNames()).isEqualTo(expected.propertyNames());
        assertThat(answer.path("data").propertyNames())
                .containsAll(expected.path("data").propertyNames());
        assertThat(answer.path("data").path("build_information").propertyNames())
                .containsAll(expected.path("data").path("build_information").propertyNames());
        assertThat(answer.path("data").path("gateways").propertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        three.servers().stream().map(PushgatewayServer::address).toList());
        assertThat(answer.path("data")
                        .path("gateways")
                        .path(three.servers().getFirst().address())
                        .path("flags")
                        .path("push.enable-utf8-names")
                        .asString())
                .isEqualTo("true");
    }

    @Test
    void whoIsSilentIsNamedInTheListAndHeldInTheView() {
        List<String> before = pushed(get(router.url()));
        PushgatewayServer dead = three.servers().get(1);
        dead.kill9();
        await().until(() -> router.live() == 2);

        JsonNode answer = list(router.url());

        assertThat(answer.path("warnings").path(0).asString()).startsWith(dead.address() + " is suspect");
        assertThat(groups(answer)).hasSizeLessThan(28);
        assertThat(pushed(get(router.url()))).isEqualTo(before);
        assertThat(router.json("/api/v1/view").path("gateways").toString()).contains("\"state\":\"held\"");
    }

    @Test
    void isCompressedForThoseWhoAsk() throws IOException {
        HttpResponse<byte[]> plain = get(router.url());
        HttpResponse<byte[]> zipped = get(router.url(), "Accept-Encoding", "gzip");

        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(zipped.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(zipped.body().length).isLessThan(plain.body().length / 2);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes())
                .isEqualTo(plain.body());
    }
}
