package io.promshard.target.acceptance;

import static io.promshard.shard.servers.ServerKind.CHROMEDRIVER;
import static io.promshard.shard.servers.ServerKind.PROMETHEUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promshard.shard.servers.Browser;
import io.promshard.shard.servers.PageRules;
import io.promshard.shard.servers.PrometheusServer;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.Servers;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console of a sharder with three real collectors, used in a real browser. */
@RealServers({PROMETHEUS, CHROMEDRIVER})
class ConsoleIT {

    /** A file that is not there, as whose name any text may be shown. */
    private static final String EVIL = "<b>none.json";

    private final SmallTargets targets = new SmallTargets(60);
    private List<PrometheusServer> collectors;
    private SharderUnderTest sharder;
    private Browser browser;

    @BeforeEach
    void start(Servers servers, @TempDir Path directory) throws IOException {
        Collectors real = new Collectors(servers, directory.resolve("sd"));
        List.of(1, 2, 3).forEach(n -> real.start("1s"));
        collectors = real.all();
        Files.writeString(directory.resolve("targets.json"), targets.groups());
        sharder = SharderUnderTest.start(groups(directory));
        browser = servers.chromedriver().browser();
        browser.go(URI.create(sharder.url() + "/"));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> collectors.stream().mapToInt(Collectors::up).sum() == targets.count());
    }

    private Path groups(Path directory) throws IOException {
        String listed = String.join(
                ", ",
                collectors.stream()
                        .map(collector -> "\"" + collector.address() + "\"")
                        .toList());
        return Files.writeString(directory.resolve("groups.yml"), """
                groups:
                  small:
                    collectors: {listed: [%2$s], least: 3, settle: 1s, fail-grace: 0s}
                    handover: {interval: 5s}
                    load: {refresh: 2s}
                    delivery: {files: "%1$s/sd/{collector}/{job}.json", staging: "%1$s/staging"}
                    jobs:
                      - name: small
                        sources: [{files: "%1$s/targets.json"}]
                  empty:
                    collectors: {listed: [%2$s], least: 1, settle: 1s}
                    jobs:
                      - name: none
                        sources: [{files: "%1$s/%3$s"}]
                """.formatted(directory, listed, EVIL));
    }

    @AfterEach
    void stop() {
        browser.close();
        sharder.close();
        targets.close();
    }

    private static String row(PrometheusServer collector) {
        return "#collectors tr[data-key='" + collector.address() + "']";
    }

    @Test
    void showsCollectorsWithTheirLoadAndMoves() throws IOException, InterruptedException {
        browser.click("#groups tr[data-key=small] button");
        browser.awaitText("#collectors-title", text -> text.equals("Collectors of small"));
        assertThat(browser.text("#role")).isEqualTo("This sharder decides alone.");
        browser.awaitText("#groups tr[data-key=small]", text -> text.contains("published") && text.contains("3 live"));
        browser.awaitText("#jobs tr", text -> text.contains("small") && text.contains("60"));
        for (PrometheusServer collector : collectors) {
            browser.awaitText(row(collector), text -> text.contains("live"));
            int shown = Integer.parseInt(browser.texts(row(collector) + " td").get(2));
            assertThat(shown).isEqualTo(Collectors.up(collector));
        }
        assertThat(browser.script("return document.querySelectorAll('#collectors .bar').length")
                        .asInt())
                .isEqualTo(6);

        PrometheusServer drained = collectors.getFirst();
        sharder.post("/api/v1/groups/small/drain?collector=" + drained.address());

        browser.awaitText(row(drained) + " .state", text -> text.startsWith("drain"));
        browser.awaitText("#moves", text -> text.contains("drained"));
        browser.document("console-target-sharder.png", 1000);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> browser.text("#moves-count").startsWith("0 moves in flight"));
        browser.awaitText(row(drained) + " .state", text -> text.equals("drained"));
        assertThat(browser.texts("#moves .state")).isNotEmpty().allMatch("moved"::equals);
        assertThat(browser.texts("#moves td:nth-child(3)")).containsOnly(drained.address());
        assertThat(browser.texts(row(drained) + " td").get(2)).isEqualTo("0");
        PageRules.assertAccessible(browser);
        PageRules.assertKeepsToItself(browser, sharder.url());
    }

    @Test
    void showsAnotherGroupWhoseNamesAreText() {
        browser.click("#groups tr[data-key=empty] button");

        browser.awaitText("#collectors-title", text -> text.equals("Collectors of empty"));
        browser.awaitText("#jobs tr", text -> text.startsWith("none") && text.contains(EVIL));
        assertThat(browser.script("return document.querySelectorAll('#jobs b').length")
                        .asInt())
                .isZero();
        assertThat(browser.script("return location.hash").asString()).isEqualTo("#empty");
        PageRules.assertKeepsToItself(browser, sharder.url());
    }

    @Test
    void showsACollectorThatDies() {
        browser.click("#groups tr[data-key=small] button");
        browser.awaitText("#collectors-title", text -> text.equals("Collectors of small"));

        collectors.getLast().kill9();

        browser.awaitText(row(collectors.getLast()), text -> text.contains("dead"));
        browser.awaitText("#groups tr[data-key=small]", text -> text.contains("1 dead") && text.contains("2 live"));
    }
}
