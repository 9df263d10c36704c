package io.promshard.pgw.acceptance;

import static io.promshard.shard.servers.ServerKind.CONSUL;
import static io.promshard.shard.servers.ServerKind.PROMETHEUS;
import static io.promshard.shard.servers.ServerKind.PUSHGATEWAY;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promshard.shard.servers.ConsulServer;
import io.promshard.shard.servers.PrometheusServer;
import io.promshard.shard.servers.PushgatewayServer;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.Servers;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real Prometheus scrapes the merged view while gateways come, go, and come back with what they had, under pushes. Values grow, so
 * that an old copy shows as a value that falls. {@code -Dscrape=5s} scrapes as seldom as is usual.
 */
@RealServers({CONSUL, PROMETHEUS, PUSHGATEWAY})
class NoGapIT {

    private static final int GROUPS = 20;
    private static final int INTERVAL =
            Integer.parseInt(System.getProperty("scrape", "1s").replace("s", ""));
    private static final int PUSH_MILLIS = 200;
    private static final PlainPush CLIENT = new PlainPush("curl/8.5.0", true, Duration.ofSeconds(10));

    private final ConsulServer consul;
    private final List<PushgatewayServer> gateways;
    private final Servers servers;

    /** Of a group's value, in ms: longer than the load means it to be where the machine is busy. */
    private long longestStep;

    NoGapIT(Servers servers) {
        this.servers = servers;
        this.consul = servers.consul();
        this.gateways =
                IntStream.range(0, 4).mapToObj(i -> servers.pushgateway()).toList();
        gateways.subList(0, 3).forEach(this::join);
    }

    private void join(PushgatewayServer gateway) {
        consul.register("pushgateway", gateway.address(), gateway.port());
    }

    private void leave(PushgatewayServer gateway) {
        consul.deregister(gateway.address());
    }

    @Test
    void oneScrapedRouterShowsEachGroupAtEachScrapeOnceAndNeverAnOlderValue() throws IOException {
        try (RouterUnderTest router = router()) {
            PrometheusServer prometheus = scrapedWhileTheRingChanges(List.of(router));

            JsonNode up = series(prometheus, "up{job=\"merged\"}[10m]").getFirst();
            List<Double> scrapes = times(up);
            // Up to the last of those scrapes: there is another one soon.
            List<JsonNode> groups = series(prometheus, "load_value[10m] @ %.3f".formatted(scrapes.getLast()));
            System.out.printf(
                    ">>> no gap: %d scrapes of 1 router every %d s, %d series%n",
                    scrapes.size(), INTERVAL, groups.size());
            assertThat(groups).hasSize(GROUPS);
            assertThat(groups.stream().map(NoGapIT::times).distinct())
                    .as("scrapes with a group")
                    .containsExactly(scrapes);
            assertThat(groups.stream().map(NoGapIT::largestFall))
                    .as("falls of values")
                    .containsOnly(0.0);
            assertThat(values(up)).containsOnly(1.0);
        }
    }

    /** Scrapes of the two may overlap, and the one that began first may see what came last. */
    @Test
    void twoScrapedRoutersShowEachGroupOnceAndNeverAnOldCopy() throws IOException {
        try (RouterUnderTest one = router();
                RouterUnderTest other = router()) {
            PrometheusServer prometheus = scrapedWhileTheRingChanges(List.of(one, other));

            List<JsonNode> groups = series(prometheus, "load_value[10m]");
            double overlap = 1000 * longestScrape(prometheus) + Math.max(2 * PUSH_MILLIS, longestStep);
            System.out.printf(
                    ">>> no gap: 2 routers every %d s, %d series, the largest fall of a value is %.0f ms, of %.0f%n",
                    INTERVAL,
                    groups.size(),
                    groups.stream().mapToDouble(NoGapIT::largestFall).max().orElse(0),
                    overlap);
            assertThat(groups).hasSize(GROUPS);
            assertThat(groups.stream().mapToDouble(NoGapIT::largestFall)).allMatch(fall -> fall < overlap);
            double first = groups.stream()
                    .mapToDouble(group -> times(group).getFirst())
                    .max()
                    .orElseThrow();
            double last = groups.stream()
                    .mapToDouble(group -> times(group).getLast())
                    .min()
                    .orElseThrow();
            assertThat(missing(prometheus, first, last))
                    .as("moments at which a group is not there")
                    .isEmpty();
        }
    }

    private RouterUnderTest router() {
        RouterUnderTest router = RouterUnderTest.start(RouterUnderTest.consul(consul, "pgw-router.mode=proxy"));
        await().atMost(Duration.ofSeconds(30)).until(() -> router.live() == 3);
        return router;
    }

    private PrometheusServer scrapedWhileTheRingChanges(List<RouterUnderTest> routers) throws IOException {
        for (int group = 0; group < GROUPS; group++) {
            push(routers.getFirst(), group);
        }
        PrometheusServer prometheus;
        List<String> failed = new ArrayList<>();
        try (Load load = new Load(routers)) {
            load.during(1);
            prometheus = servers.prometheus(configuration(routers));
            load.during(4);
            changeRing(routers, 4, () -> join(gateways.get(3)));
            load.during(4);
            changeRing(routers, 3, () -> leave(gateways.getFirst()));
            load.during(4);
            changeRing(routers, 4, () -> join(gateways.getFirst()));
            load.during(4);
            changeRing(routers, 3, () -> leave(gateways.get(3)));
            load.during(4);
            failed.addAll(load.failed);
            longestStep = load.longestStep.get();
        }
        assertThat(failed).as("pushes that failed").isEmpty();
        return prometheus;
    }

    private static void changeRing(List<RouterUnderTest> routers, int live, Runnable change) {
        change.run();
        await().atMost(Duration.ofSeconds(30)).until(() -> routers.stream().allMatch(router -> router.live() == live));
    }

    private static void push(RouterUnderTest router, int group) throws IOException {
        String body = "# TYPE load_value gauge\nload_value " + System.currentTimeMillis() + "\n";
        assertThat(CLIENT.put(router.url("/metrics/job/load/instance/g" + group), body))
                .isEqualTo(200);
    }

    private static String configuration(List<RouterUnderTest> routers) {
        String targets = routers.stream()
                .map(router -> "'" + router.url().getRawAuthority() + "'")
                .collect(joining(", "));
        return """
            global: {scrape_interval: %1$ds, scrape_timeout: %1$ds}
            scrape_configs:
              - job_name: merged
                honor_labels: true
                static_configs:
                  - targets: [%2$s]
            """.formatted(INTERVAL, targets);
    }

    /** Steps of a quarter of the interval at which not all groups are there, as {@code time: count}. */
    private static List<String> missing(PrometheusServer prometheus, double from, double to) {
        String query = "/api/v1/query_range?query=%s&start=%.3f&end=%.3f&step=%.2f"
                .formatted(encoded("count(load_value) or vector(0)"), from, to, INTERVAL / 4.0);
        return json(prometheus, query)
                .get(0)
                .path("values")
                .valueStream()
                .filter(point -> Integer.parseInt(point.get(1).asString()) != GROUPS)
                .map(JsonNode::toString)
                .toList();
    }

    private static List<JsonNode> series(PrometheusServer prometheus, String query) {
        return json(prometheus, "/api/v1/query?query=" + encoded(query))
                .valueStream()
                .toList();
    }

    private static JsonNode json(PrometheusServer prometheus, String path) {
        String body = Http.get(URI.create(prometheus.url() + path)).body();
        return JsonMapper.shared().readTree(body).path("data").path("result");
    }

    private static String encoded(String query) {
        return URLEncoder.encode(query, StandardCharsets.UTF_8);
    }

    private static List<Double> times(JsonNode series) {
        return series.path("values")
                .valueStream()
                .map(point -> point.get(0).doubleValue())
                .toList();
    }

    private static List<Double> values(JsonNode series) {
        return series.path("values")
                .valueStream()
                .map(point -> Double.parseDouble(point.get(1).asString()))
                .toList();
    }

    private static double longestScrape(PrometheusServer prometheus) {
        return series(prometheus, "max(max_over_time(scrape_duration_seconds[10m]))")
                .getFirst()
                .path("value")
                .get(1)
                .asDouble();
    }

    private static double largestFall(JsonNode series) {
        List<Double> values = values(series);
        return IntStream.range(1, values.size())
                .mapToDouble(i -> values.get(i - 1) - values.get(i))
                .filter(fall -> fall > 0)
                .max()
                .orElse(0);
    }

    /** Pushes each group five times a second, through one router after the other. */
    private static final class Load implements AutoCloseable {

        private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        private final AtomicInteger pushes = new AtomicInteger();
        private final List<String> failed = new CopyOnWriteArrayList<>();
        private final AtomicLong longestStep = new AtomicLong();
        private final long[] begun = new long[GROUPS];

        private Load(List<RouterUnderTest> routers) {
            var unused =
                    clock.scheduleAtFixedRate(() -> pushNext(routers), 0, PUSH_MILLIS / GROUPS, TimeUnit.MILLISECONDS);
        }

        private void pushNext(List<RouterUnderTest> routers) {
            int number = pushes.getAndIncrement();
            int group = number % GROUPS;
            long before = begun[group];
            begun[group] = System.currentTimeMillis();
            try {
                push(routers.get(number / GROUPS % routers.size()), group);
            } catch (IOException | AssertionError e) {
                failed.add(e.toString());
            }
            long step = before == 0 ? 0 : System.currentTimeMillis() - before;
            longestStep.accumulateAndGet(step, Math::max);
        }

        /** Goes on for so many intervals. */
        private void during(int intervals) {
            long end = System.nanoTime()
                    + Duration.ofSeconds((long) intervals * INTERVAL).toNanos();
            await().atMost(Duration.ofSeconds(10L * intervals * INTERVAL)).until(() -> System.nanoTime() > end);
        }

        @Override
        public void close() {
            clock.shutdownNow();
        }
    }
}
