package io.promshard.target.engine;

import static io.promshard.target.engine.Engines.own;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.promshard.shard.servers.PrometheusServer;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.ServerKind;
import io.promshard.shard.servers.Servers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@RealServers(ServerKind.PROMETHEUS)
@Timeout(300)
class EngineScaleIT {

    private final AtomicInteger scrapes = new AtomicInteger();
    private HttpServer scraped;

    @BeforeEach
    void listen() throws IOException {
        scraped = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        scraped.createContext("/", exchange -> {
            scrapes.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        scraped.start();
    }

    @AfterEach
    void stop() {
        scraped.stop(0);
    }

    @ParameterizedTest
    @CsvSource({"200000, 1g", "50000, 512m"})
    void bringsAllTargetsWithAllLabelsAndScrapesNone(int count, String heap, Servers servers, @TempDir Path folder)
            throws Exception {
        String address = "127.0.0.1:" + scraped.getAddress().getPort();
        Path file = folder.resolve("big.json");
        ScaleTargets.write(file, address, count);
        PrometheusServer engine = servers.prometheus(Engines.render(folder, """
                scrape_configs:
                - job_name: big
                  scrape_interval: 1s
                  file_sd_configs: [{files: [%s]}]
                """.formatted(file)));
        await().alias("all targets")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> own(engine, "prometheus_target_scrape_pool_targets{scrape_job=\"big\"}") == count);

        Process reader = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap,
                        "-XX:+UseParallelGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BigRead.class.getName(),
                        engine.url().toString(),
                        address,
                        file.toString(),
                        String.valueOf(count))
                .redirectErrorStream(true)
                .start();
        String said = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(reader.waitFor()).as(said).isZero();
        System.out.print(said);
        assertThat(scrapes).hasValue(0);
        assertThat(own(engine, "net_conntrack_dialer_conn_attempted_total{dialer_name=\"big\"}"))
                .isZero();
    }
}
