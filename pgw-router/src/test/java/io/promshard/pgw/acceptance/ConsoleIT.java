package io.promshard.pgw.acceptance;

import static io.promshard.shard.servers.ServerKind.CHROMEDRIVER;
import static io.promshard.shard.servers.ServerKind.PUSHGATEWAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promshard.shard.servers.Browser;
import io.promshard.shard.servers.ChromedriverServer;
import io.promshard.shard.servers.PageRules;
import io.promshard.shard.servers.PushgatewayServer;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.Servers;
import io.promshard.shard.servers.Start;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The console of a router over three real gateways, used in a real browser. */
@RealServers({PUSHGATEWAY, CHROMEDRIVER})
class ConsoleIT {

    private static final String ESCAPE = "\uE00C";

    private final Gateways three;
    private final ChromedriverServer chromedriver;
    private Browser browser;
    private RouterUnderTest router;

    ConsoleIT(Servers servers) {
        this.three = new Gateways(Stream.generate(() -> servers.pushgateway(Start.PLAIN.with("--web.enable-admin-api")))
                .limit(3)
                .toList());
        this.chromedriver = servers.chromedriver();
    }

    @BeforeEach
    void open() {
        three.servers().forEach(gateway -> Http.stay(Http.put(URI.create(gateway.url() + "/api/v1/admin/wipe"), "")));
        await().until(() ->
                three.stored().stream().allMatch(stored -> stored.groups().isEmpty()));
        browser = chromedriver.browser();
        start("pgw-router.admin.enabled=true");
    }

    private void start(String... properties) {
        router = RouterUnderTest.start(three.properties(properties));
    }

    @AfterEach
    void close() {
        browser.close();
        router.close();
    }

    private void push(String path, String body) {
        int status = Http.follow(Http.put(router.url(path), body)).statusCode();
        assertThat(status).as(path).isEqualTo(200);
    }

    private void pushJobs(int count) {
        for (int i = 0; i < count; i++) {
            push("/metrics/job/job" + i, "pushed_items " + i + "\n");
        }
    }

    /** The gateway remembers that, though its answer may be none. */
    private void pushRefused(String path) {
        HttpRequest.Builder request = Http.put(router.url(path), "rows_done 1\nrows_done 2\n");
        assertThat(Http.stay(request.header("X-Pgw-Mode", "proxy")).statusCode())
                .isGreaterThanOrEqualTo(400);
    }

    private static String encoded(String job) {
        byte[] bytes = job.getBytes(StandardCharsets.UTF_8);
        return "/metrics/job@base64/" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The row of a group that has no label but its job. */
    private static String row(String job) {
        return "#list tr[data-key='" + encoded(job) + "']";
    }

    private static String gateway(PushgatewayServer gateway) {
        return "#gateways tr[data-key='" + gateway.address() + "']";
    }

    private PushgatewayServer owner(String job) {
        return three.at(router.owner("/metrics/job/" + job));
    }

    private void show(String count) {
        browser.go(router.url("/"));
        browser.awaitText("#count", text -> text.endsWith(count));
    }

    @Test
    void showsWhereGroupsAreAndHowGatewaysStand() {
        pushJobs(12);
        push("/metrics/job/backup/instance/db-1.example.net", "backup_bytes 7.3e10\nbackup_seconds 421\n");
        pushRefused("/metrics/job/nightly");

        show("14 groups");

        assertThat(browser.texts("#gateways tr"))
                .hasSize(3)
                .allMatch(text -> text.contains("up") && text.contains("%"));
        assertThat(browser.text("#ring")).contains("3/3");
        assertThat(browser.script("return document.querySelectorAll('#ring .slice').length")
                        .asInt())
                .isEqualTo(3);
        for (int i = 0; i < 12; i++) {
            String address = owner("job" + i).address();
            assertThat(browser.texts(row("job" + i) + " td").subList(0, 2)).containsExactly(address, address);
        }
        assertThat(browser.text(row("job1"))).contains("ago", "ok");
        assertThat(browser.text(row("nightly"))).contains("never", "failed");
        assertThat(browser.texts("#list th").getFirst()).isEqualTo("{job=\"backup\", instance=\"db-1.example.net\"}");
        PageRules.assertAccessible(browser);
        PageRules.assertKeepsToItself(browser, router.url());
    }

    @Test
    void filtersAndSorts() {
        pushJobs(12);
        push("/metrics/job/backup/instance/db-1", "x 1\n");
        show("13 groups");

        browser.type("#filter", "DB-1 backup");

        browser.awaitText("#count", text -> text.equals("1 to 1 of 1 of 13 groups"));
        assertThat(browser.texts("#list th")).containsExactly("{job=\"backup\", instance=\"db-1\"}");

        browser.type("#filter", "nothing like it");
        browser.awaitText("#count", text -> text.equals("none of 13 groups"));

        browser.type("#filter", " ");
        browser.awaitText("#count", text -> text.endsWith("of 13 groups"));
        browser.click("#sort option[value=newest]");
        browser.awaitText("#list th", text -> text.contains("backup"));
    }

    @Test
    void drainsAGatewayOnceThatIsConfirmed() {
        pushJobs(6);
        PushgatewayServer gateway = owner("job0");
        show("6 groups");

        browser.click(gateway(gateway) + " button");
        assertThat(browser.text("dialog")).contains("Drain " + gateway.address());
        browser.press(ESCAPE);
        assertThat(router.live()).isEqualTo(3);

        browser.click(gateway(gateway) + " button");
        browser.click("#yes");

        browser.awaitText("#outcome", text -> text.equals(gateway.address() + " is drained."));
        browser.awaitText(gateway(gateway) + " .state", text -> text.equals("drained"));
        assertThat(router.live()).isEqualTo(2);
        push("/metrics/job/job0", "pushed_items 100\n");
        assertThat(owner("job0")).isNotSameAs(gateway);
        assertThat(StoredGroups.of(owner("job0").url()).families(Map.of("job", "job0")))
                .containsEntry("pushed_items", "100");
        PageRules.assertAccessible(browser);

        browser.click(gateway(gateway) + " button");
        browser.click("#yes");

        browser.awaitText(gateway(gateway) + " .state", text -> text.equals("up"));
        assertThat(router.live()).isEqualTo(3);
        PageRules.assertKeepsToItself(browser, router.url());
    }

    @Test
    void deletesAGroupOnceThatIsConfirmed() {
        pushJobs(6);
        show("6 groups");
        PushgatewayServer gateway = owner("job3");

        browser.click(row("job3") + " button");
        assertThat(browser.text("dialog")).contains("{job=\"job3\"}, with its 1 metric");
        browser.click("#no");
        assertThat(StoredGroups.of(gateway.url()).has(Map.of("job", "job3"))).isTrue();

        browser.click(row("job3") + " button");
        browser.click("#yes");

        browser.awaitText("#outcome", text -> text.equals("{job=\"job3\"} is deleted."));
        browser.awaitText("#count", text -> text.endsWith("of 5 groups"));
        assertThat(browser.text(row("job3"))).isEmpty();
        await().until(() -> three.stored().stream().noneMatch(stored -> stored.has(Map.of("job", "job3"))));
        assertThat(three.stored().stream()
                        .mapToInt(stored -> stored.groups().size())
                        .sum())
                .isEqualTo(5);
        PageRules.assertKeepsToItself(browser, router.url());
    }

    @Test
    void tellsWhyAnOrderWasNotDone() {
        pushJobs(2);
        show("2 groups");
        browser.click("#pause");
        browser.click(row("job1") + " button");
        router.close();

        browser.click("#yes");

        browser.awaitText("#outcome", text -> text.equals("Not done. the server cannot be reached"));
        browser.awaitText("#error", text -> text.equals("Not refreshed: the server cannot be reached"));
        assertThat(browser.text(row("job1"))).contains("job1");
    }

    @Test
    void hasNoButtonsWithoutTheAdminApi() {
        router.close();
        start();
        pushJobs(2);

        show("2 groups");

        assertThat(browser.texts("table button")).isEmpty();
        assertThat(browser.text("thead")).doesNotContain("order");
    }

    @Test
    void labelsAreTextWhateverTheySay() {
        String evil = "<script>window.hit = 1</script><img src=x onerror='window.hit = 1'>";
        push(encoded(evil), "x 1\n");

        show("1 group");

        assertThat(browser.texts("#list th")).contains("{job=\"" + evil + "\"}");
        assertThat(browser.script("return window.hit === undefined && document.images.length === 0")
                        .asBoolean())
                .isTrue();
        browser.click(row(evil) + " button");
        assertThat(browser.text("dialog")).contains(evil);
        browser.click("#yes");
        browser.awaitText("#outcome", text -> text.contains(evil + "\"} is deleted."));
        PageRules.assertKeepsToItself(browser, router.url());
    }

    @Test
    void showsAGatewayThatDiesAndWhatItHad() {
        pushJobs(6);
        PushgatewayServer gateway = owner("job0");
        show("6 groups");
        try {
            gateway.stop();

            browser.awaitText(gateway(gateway) + " .state", text -> text.equals("suspect"));
            browser.awaitText(gateway(gateway), text -> text.contains("refused") && text.contains("held"));
            assertThat(browser.text("#count")).endsWith("of 6 groups");
            assertThat(browser.text(gateway(gateway))).contains("0.0 %");
        } finally {
            gateway.restart();
        }
    }

    @Test
    void aFleetThatIsGoneIsShownAllTheSame() {
        three.servers().forEach(PushgatewayServer::stop);
        try {
            browser.go(router.url("/"));

            browser.awaitText(
                    "#gateways",
                    text -> text.lines()
                                    .filter(line -> line.contains("suspect"))
                                    .count()
                            >= 3);
            assertThat(browser.text("#doubt")).contains("suspect at once");
            assertThat(browser.text("#ring")).contains("0/3");
        } finally {
            three.servers().forEach(PushgatewayServer::restart);
        }
    }

    @Test
    void thousandsOfGroupsAreAPageAtATime() {
        for (int i = 0; i < 2_500; i++) {
            Http.stay(Http.put(
                    URI.create(three.servers().get(i % 3).url() + "/metrics/job/many/n/" + (10_000 + i)), "x 1\n"));
        }

        show("1 to 100 of 2,500 groups");
        assertThat(browser.texts("#list tr")).hasSize(100);

        browser.click("#next");
        browser.awaitText("#count", text -> text.equals("101 to 200 of 2,500 groups"));
        assertThat(browser.texts("#list th").getFirst()).contains("n=\"10100\"");

        browser.type("#filter", "n=\"12499");
        browser.awaitText("#count", text -> text.equals("1 to 1 of 1 of 2,500 groups"));
    }

    @Test
    void aPausedPageAsksForNothing() {
        show("0 groups");
        browser.click("#pause");
        assertThat(browser.text("#pause")).isEqualTo("Resume");
        int asked = browser.requests().size();

        browser.awaitText("#clock", text -> text.matches("paused, shown as of ([7-9]|1\\d) s ago"));
        assertThat(browser.requests()).hasSize(asked);

        push("/metrics/job/later", "x 1\n");
        browser.click("#pause");
        browser.awaitText("#count", text -> text.endsWith("of 1 group"));
    }

    @Test
    void refreshesByItselfAndLeavesTheFocusWhereItIs() {
        pushJobs(3);
        show("3 groups");
        browser.script("document.querySelector(arguments[0]).focus()", row("job2") + " button");

        push("/metrics/job/another", "x 1\n");

        browser.awaitText("#count", text -> text.endsWith("of 4 groups"));
        assertThat(browser.script("return document.activeElement.getAttribute('aria-label')")
                        .asString())
                .isEqualTo("Delete {job=\"job2\"}");
    }

    /** Not much to look at, but as it is. Written with {@code -Ddocs.pictures=write}. */
    @Test
    void itsPictureIsInTheDocs() {
        List<String> jobs = List.of("backup", "nightly-report", "invoices", "certificates", "cleanup", "etl", "sync");
        for (String job : jobs) {
            push("/metrics/job/" + job + "/instance/worker-1", "rows_done 12\nseconds_taken 3.5\n");
            push("/metrics/job/" + job + "/instance/worker-2", "rows_done 9\nseconds_taken 2.5\n");
        }
        pushRefused("/metrics/job/etl/instance/worker-2");
        show("14 groups");
        browser.click("#gateways tr:last-child button");
        browser.click("#yes");
        browser.awaitText("#gateways tr:last-child .state", text -> text.equals("drained"));

        assertThat(browser.picture()).startsWith(0x89, 'P', 'N', 'G');
        browser.document("console-pgw-router.png", 1040);
    }
}
