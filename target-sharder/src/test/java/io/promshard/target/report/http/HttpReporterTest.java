package io.promshard.target.report.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.promshard.target.model.Collector;
import io.promshard.target.report.CollectorReport;
import io.promshard.target.report.ReportException;
import io.promshard.target.report.ScrapeHealth;
import io.promshard.target.report.ScrapedTarget;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HttpReporterTest {

    @RegisterExtension
    static final WireMockExtension server = WireMockExtension.newInstance()
            .options(options().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final String TARGETS = """
            {"status":"success","data":{"activeTargets":[
              {"discoveredLabels":{"__address__":"h1:1","__meta_sharder_key":"00000000000000ff","job":"node"},
               "labels":{"instance":"h1:1","job":"node"},"scrapePool":"node","scrapeUrl":"http://h1:1/metrics","globalUrl":"x",
               "lastError":"","lastScrape":"2026-11-21T12:59:58.5+01:00","lastScrapeDuration":0.01,"health":"up","new":[{"a":[1]}]},
              {"discoveredLabels":{"__meta_sharder_key":"8000000000000000"},"labels":{"instance":"h2:1","job":"node"},
               "lastError":"connection refused","lastScrape":"2026-11-21T11:59:00Z","health":"down"},
              {"discoveredLabels":{"__meta_sharder_key":"0000000000000001"},"labels":{"instance":"h3:1","job":"node"},
               "lastError":"","lastScrape":"0001-01-01T00:00:00Z","health":"unknown"},
              {"discoveredLabels":{"__address__":"self:9090"},"labels":{"job":"prometheus"},"health":"up",
               "lastScrape":"2026-11-21T11:59:00Z"},
              {"discoveredLabels":{"__meta_sharder_key":"zzz"},"labels":{},"health":"up","lastScrape":"soon"}
            ],"droppedTargets":[{"discoveredLabels":{}}],"droppedTargetCounts":{"node":0}}}
            """;
    private static final String SAMPLES = """
            {"status":"success","data":{"resultType":"vector","result":[
              {"metric":{"__name__":"scrape_samples_post_metric_relabeling","instance":"h1:1","job":"node"},"value":[1.5,"20"]},
              {"metric":{"__name__":"scrape_samples_post_metric_relabeling","instance":"h9:1","job":"node"},"value":[1.5,"7"]}
            ]}}
            """;

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpReporter reporter = reporter(Duration.ofSeconds(20));
    private final HttpReporter impatient = reporter(Duration.ofMillis(500));

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void readsWhatIsScrapedAndHowItWent() throws Exception {
        answer(HttpReporter.TARGETS, okJson(TARGETS).withHeader("Date", "Sat, 21 Nov 2026 12:00:01 GMT"));

        CollectorReport report = reporter.ask(collector("/"), false);

        assertThat(report.targets())
                .extracting(
                        ScrapedTarget::key, ScrapedTarget::health, ScrapedTarget::lastScrape, ScrapedTarget::lastError)
                .containsExactly(
                        tuple(Long.MIN_VALUE, ScrapeHealth.DOWN, NOON.minusSeconds(60), "connection refused"),
                        tuple(1L, ScrapeHealth.UNKNOWN, Instant.EPOCH, ""),
                        tuple(0xffL, ScrapeHealth.UP, NOON.minusMillis(1500), ""));
        assertThat(report.foreign()).isEqualTo(2);
        assertThat(report.asked()).isEqualTo(NOON);
        assertThat(report.of(0xff)).hasSize(1).allMatch(target -> Double.isNaN(target.samples()));
        assertThat(report.of(2)).isEmpty();
    }

    @Test
    void joinsSamplesByTheLabelsOfTheTarget() throws Exception {
        answer(HttpReporter.TARGETS, okJson(TARGETS));
        answer(HttpReporter.SAMPLES, okJson(SAMPLES));

        CollectorReport report = reporter.ask(collector(""), true);

        assertThat(report.of(0xff)).extracting(ScrapedTarget::samples).containsExactly(20.0);
        assertThat(report.of(1)).extracting(ScrapedTarget::samples).containsExactly(Double.NaN);
    }

    @Test
    void whoeverCannotBeQueriedReportsWithoutSamples() throws Exception {
        answer(HttpReporter.TARGETS, okJson(TARGETS));
        answer(HttpReporter.SAMPLES, aResponse().withStatus(422).withBody("unavailable with Prometheus Agent"));

        assertThat(reporter.ask(collector(""), true).targets()).hasSize(3);
    }

    @Test
    void aTargetMaySayItsSamplesItself() throws Exception {
        answer(HttpReporter.TARGETS, okJson("""
                {"status":"success","data":{"activeTargets":[{"discoveredLabels":{"__meta_sharder_key":"0000000000000001"},
                 "labels":{},"lastSamplesScraped":42,"health":"up"}]}}"""));

        assertThat(reporter.ask(collector(""), false).of(1))
                .extracting(ScrapedTarget::samples)
                .containsExactly(42.0);
    }

    @Test
    void timesAreThoseOfOurClock() throws Exception {
        answer(HttpReporter.TARGETS, okJson(TARGETS).withHeader("Date", "Sat, 21 Nov 2026 12:10:00 GMT"));

        CollectorReport report = reporter.ask(collector(""), false);

        assertThat(report.of(0xff).getFirst().lastScrape())
                .isEqualTo(NOON.minusSeconds(600).minusMillis(1500));
        assertThat(report.of(1).getFirst().lastScrape()).isEqualTo(Instant.EPOCH);
    }

    @ParameterizedTest
    @MethodSource
    void anAnswerThatIsNotWholeIsNone(ResponseDefinitionBuilder answer) {
        answer(HttpReporter.TARGETS, answer);

        assertThatThrownBy(() -> impatient.ask(collector(""), true))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("/api/v1/targets");
    }

    static Stream<ResponseDefinitionBuilder> anAnswerThatIsNotWholeIsNone() {
        return Stream.of(
                aResponse().withStatus(500).withBody("broken"),
                aResponse().withStatus(204),
                okJson(""),
                okJson("[]"),
                okJson("null"),
                okJson("{}"),
                okJson("{\"status\":\"success\"}"),
                okJson("{\"status\":\"success\",\"data\":[]}"),
                okJson("{\"status\":\"success\",\"data\":{\"activeTargets\":null}}"),
                okJson("{\"status\":\"success\",\"data\":{\"activeTargets\":[1]}}"),
                okJson("{\"status\":\"error\",\"data\":{\"activeTargets\":[]}}"),
                okJson(TARGETS.substring(0, TARGETS.length() / 2)),
                okJson(TARGETS.stripTrailing()
                        .substring(0, TARGETS.stripTrailing().length() - 1)),
                okJson(TARGETS).withHeader("Content-Encoding", "br"),
                okJson(TARGETS).withHeader("Content-Encoding", "gzip"),
                okJson(TARGETS).withFixedDelay(2_000),
                okJson(TARGETS).withChunkedDribbleDelay(50, 5_000),
                aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK),
                aResponse().withFault(Fault.EMPTY_RESPONSE),
                aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
    }

    @Test
    void saysWhoDidNotAnswerInTime() {
        answer(HttpReporter.TARGETS, okJson(TARGETS).withChunkedDribbleDelay(50, 5_000));

        assertThatThrownBy(() -> impatient.ask(collector(""), false))
                .hasMessage(server.baseUrl() + "/api/v1/targets?state=active did not answer within 500 ms");
    }

    private HttpReporter reporter(Duration timeout) {
        return new HttpReporter(client, Clock.fixed(NOON, ZoneOffset.UTC), timeout);
    }

    private static void answer(String path, ResponseDefinitionBuilder answer) {
        server.stubFor(get(urlEqualTo(path)).willReturn(answer));
    }

    private static Collector collector(String suffix) {
        return new Collector("c", URI.create(server.baseUrl() + suffix), 1, 1, Map.of());
    }
}
