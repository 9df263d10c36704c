package io.promshard.query.acceptance;

import static io.promshard.shard.servers.ServerKind.CHROMEDRIVER;
import static io.promshard.shard.servers.ServerKind.PROMETHEUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promshard.query.QueryRouterApplication;
import io.promshard.shard.servers.Browser;
import io.promshard.shard.servers.ChromedriverServer;
import io.promshard.shard.servers.PageRules;
import io.promshard.shard.servers.Ports;
import io.promshard.shard.servers.PrometheusServer;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.Servers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The console of a router over two real shards, used in a real browser. */
@RealServers({PROMETHEUS, CHROMEDRIVER})
class ConsoleIT {

    private static final SmallTargets TARGETS = new SmallTargets();

    private static PrometheusServer first;
    private static PrometheusServer second;
    private static ChromedriverServer chromedriver;
    private static ConfigurableApplicationContext router;
    private static URI url;

    private Browser browser;

    @BeforeAll
    static void start(Servers servers, @TempDir Path directory) {
        first = shard(servers, "a", directory, 0, 6);
        second = shard(servers, "b", directory, 6, 9);
        int port = Ports.free();
        url = URI.create("http://127.0.0.1:" + port + "/");
        router = SpringApplication.run(
                QueryRouterApplication.class,
                "--server.address=127.0.0.1",
                "--server.port=" + port,
                "--query-router.shards.a=" + first.address(),
                "--query-router.shards.b=" + second.address());
        chromedriver = servers.chromedriver();
    }

    private static PrometheusServer shard(Servers servers, String name, Path directory, int from, int to) {
        Path file = directory.resolve(name + ".json");
        try {
            Files.writeString(file, TARGETS.groups(from, to, ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return servers.prometheus("""
                global: {scrape_interval: 1s, external_labels: {cluster: %s}}
                scrape_configs: [{job_name: small, file_sd_configs: [{files: ["%s"]}]}]
                """.formatted(name, file));
    }

    @AfterAll
    static void stop() {
        if (router != null) {
            router.close();
        }
        TARGETS.close();
    }

    @BeforeEach
    void open() {
        browser = chromedriver.browser();
        browser.go(url);
        browser.awaitText("#shards", text -> text.contains("up"));
    }

    @AfterEach
    void close() {
        browser.close();
    }

    private void run(String query) {
        browser.type("#query", query);
        browser.click("#run");
    }

    /** Asks again until all targets were scraped. */
    private void awaitAll() {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    run("count(x)");
                    browser.awaitText("#count", text -> text.endsWith("s"));
                    return browser.text("#series").contains("9");
                });
    }

    @Test
    void showsShardsWithTheirReplicas() {
        assertThat(browser.texts("#shards tr")).hasSize(2);
        assertThat(browser.texts("#shards tr").getFirst()).startsWith("a").contains("up", "a 3.");
        PageRules.assertAccessible(browser);
        PageRules.assertKeepsToItself(browser, url);
    }

    @Test
    void asksAllShardsForAnInstant() {
        awaitAll();

        run("x");

        browser.awaitText("#count", text -> text.startsWith("9 series in "));
        assertThat(browser.texts("#series th")).contains("x{cluster=\"b\", instance=\"t8\", job=\"small\"}");
        assertThat(browser.texts("#series td:nth-child(2)")).contains("8");
        assertThat(browser.text("#plan")).startsWith("plan: union(a: x + cluster=\"a\"; b: x + cluster=\"b\")");
        assertThat(browser.text("#graph")).isEmpty();
        PageRules.assertAccessible(browser);
        PageRules.assertKeepsToItself(browser, url);
    }

    @Test
    void drawsARange() {
        awaitAll();
        browser.click("#mode option[value=range]");
        browser.click("#range option[value='300']");
        browser.type("#step", "1");

        await().atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    run("sum by (cluster) (x)");
                    browser.awaitText("#count", text -> text.startsWith("2 series in "));
                    return browser.script("return document.querySelectorAll('#graph .curve').length")
                                    .asInt()
                            >= 2;
                });

        assertThat(browser.texts("#series th")).containsExactly("{cluster=\"a\"}", "{cluster=\"b\"}");
        assertThat(browser.texts("#series tr").getFirst()).contains("15");
        browser.document("console-query-router.png", 1000);
        PageRules.assertAccessible(browser);
        PageRules.assertKeepsToItself(browser, url);
    }

    @Test
    void tellsWhatIsWrongWithAQuery() {
        run("sum(");

        browser.awaitText("#query-error", text -> text.startsWith("400: ") && text.contains("parse error"));
        assertThat(browser.text("#result")).isEmpty();
    }

    @Test
    void explainsAQuery() {
        browser.type("#query", "max(x) * -1");
        browser.click("#explain");

        browser.awaitText("#explanation", text -> text.contains("combine") && text.contains("max(x)"));
        assertThat(browser.text("#result")).isEmpty();
        PageRules.assertAccessible(browser);
        PageRules.assertKeepsToItself(browser, url);
    }

    @Test
    void tellsAPartialAnswerFromAWholeOne() {
        awaitAll();
        second.kill9();
        try {
            run("x");

            browser.awaitText("#partial", text -> text.equals("Without the series of b."));
            assertThat(browser.text("#warnings")).contains("b");
            assertThat(browser.text("#count")).startsWith("6 series");
            browser.awaitText("#shards tr:nth-child(2) .state", text -> text.equals("missing"));
            PageRules.assertAccessible(browser);
        } finally {
            second.restart();
        }
        browser.awaitText("#shards tr:nth-child(2) .state", text -> text.equals("up"));
    }

    @Test
    void labelsAreTextWhateverTheySay() {
        String evil = "<img src=x onerror='window.hit = 1'>";

        run("label_replace(vector(1), \"evil\", \"" + evil + "\", \"\", \"\")");

        browser.awaitText("#count", text -> text.startsWith("1 series"));
        assertThat(browser.texts("#series th")).containsExactly("{evil=\"" + evil + "\"}");
        assertThat(browser.script("return window.hit === undefined && document.images.length === 0")
                        .asBoolean())
                .isTrue();
        PageRules.assertKeepsToItself(browser, url);
    }

    @Test
    void anAddressThatWasSentAsksTheSame() {
        run("1 + 1");
        browser.awaitText("#count", text -> text.startsWith("1 series"));
        String address = browser.script("return location.href").asString();
        browser.go(URI.create("about:blank"));

        browser.go(URI.create(address));

        browser.awaitText("#count", text -> text.startsWith("1 series"));
        assertThat(browser.texts("#series td").getFirst()).isEqualTo("2");
        assertThat(browser.script("return document.getElementById('query').value")
                        .asString())
                .isEqualTo("1 + 1");
    }
}
