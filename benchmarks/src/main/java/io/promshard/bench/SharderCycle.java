package io.promshard.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.promshard.target.TargetSharderApplication;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Whole cycles of a target-sharder, from the order to read an engine's targets, of which a hundredth has changed, to the last file on
 * the disk, and beside them what the engine alone takes to its last byte. The application runs in this process, with ten collectors that are as small as collectors can be. Run by
 * benchmarks/engine.
 */
public final class SharderCycle {

    private static final int COLLECTORS = 10;
    private static final int PORT = 19_598;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern POOL =
            Pattern.compile("(?m)^prometheus_target_scrape_pool_targets\\{scrape_job=\"([^\"]+)\"} (\\d+)$");

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI engine;
    private final String job;
    private final Path targets;
    private final Path directory;
    private final List<String> lines;
    private int round;

    private SharderCycle(URI engine, String job, Path targets, Path directory) throws IOException {
        this.engine = engine;
        this.job = job;
        this.targets = targets;
        this.directory = directory;
        this.lines = new ArrayList<>(Files.readAllLines(targets));
    }

    /**
     * Prints a table in Markdown, and the memory.
     *
     * @param args the engine's URL, its job, its file of targets with a line for each, an empty directory, how many rounds
     */
    public static void main(String[] args) throws Exception {
        new SharderCycle(URI.create(args[0]), args[1], Path.of(args[2]), Path.of(args[3]))
                .run(Integer.parseInt(args[4]));
    }

    private void run(int rounds) throws Exception {
        HttpServer collectors = collectors();
        ConfigurableApplicationContext sharder = start(collectors.getAddress().getPort());
        try {
            await("the first lists", () -> written() == lines.size());
            System.out.println(
                    "| round | the answer alone | first list on the disk | last list on the disk | CPU of all | targets |");
            System.out.println("|---|---|---|---|---|---|");
            for (round = 1; round <= rounds; round++) {
                cycle();
            }
            System.out.printf(
                    "%nmost of the heap at a time: %d MB of %d MB%n",
                    peak(), Runtime.getRuntime().maxMemory() >> 20);
        } finally {
            sharder.close();
            collectors.stop(0);
        }
        System.exit(0);
    }

    private void cycle() throws Exception {
        change();
        int expected = lines.size();
        await("the engine to see the change", () -> found() == expected);
        long asked = System.nanoTime();
        EngineCycle.answer(engine, job, client);
        long alone = System.nanoTime() - asked;
        List<FileTime> before = times();
        long cpu = cpu();
        long begun = System.nanoTime();
        order();
        await("the first list", 1_000_000, () -> changed(before) > 0);
        long first = System.nanoTime();
        await("the last list", 1_000_000, () -> changed(before) == COLLECTORS);
        long last = System.nanoTime();
        cpu = cpu() - cpu;
        await("all of it", () -> written() == expected);
        System.out.printf(
                "| %d | %d ms | %d ms | %d ms | %d ms | %d |%n",
                round, millis(alone), millis(first - begun), millis(last - begun), millis(cpu), expected);
    }

    /** Gives each hundredth line another address, and adds one, by which the engine is seen to have read it. */
    private void change() throws IOException {
        for (int i = 1 + round; i < lines.size(); i += 100) {
            lines.set(i, lines.get(i).replaceFirst("\"targets\":\\[\"\\d+\\.", "\"targets\":[\"" + (10 + round) + "."));
        }
        lines.add(1, "{\"targets\":[\"127.1.0.%d:9\"],\"labels\":{\"zone\":\"new\"}},".formatted(round));
        Path staged = Files.write(targets.resolveSibling("targets.new"), lines);
        Files.move(staged, targets, StandardCopyOption.ATOMIC_MOVE);
    }

    private ConfigurableApplicationContext start(int port) throws IOException {
        String collectors = IntStream.range(0, COLLECTORS)
                .mapToObj(i -> "{id: c%d, url: \"http://127.0.0.1:%d/c%d\"}".formatted(i, port, i))
                .reduce((a, b) -> a + ", " + b)
                .orElseThrow();
        Files.createDirectories(directory.resolve("sd"));
        Path groups = Files.writeString(directory.resolve("groups.yml"), """
                groups:
                  bench:
                    collectors: {listed: [%s], least: %d, settle: 1s}
                    delivery: {files: "%s/sd/{collector}/{job}.json", staging: "%s/staging"}
                    jobs:
                      - name: %s
                        sources: [{engine: {url: "%s", warm-up: 0s, refresh: 1h}}]
                """.formatted(
                        collectors, COLLECTORS, directory, directory, job, engine));
        return new SpringApplicationBuilder(TargetSharderApplication.class)
                .run(
                        "--server.address=127.0.0.1",
                        "--server.port=" + PORT,
                        "--target-sharder.admin.enabled=true",
                        "--target-sharder.config-file=" + groups,
                        "--spring.main.banner-mode=off",
                        "--logging.level.root=warn");
    }

    private void order() throws IOException, InterruptedException {
        URI url = URI.create("http://127.0.0.1:" + PORT + "/api/v1/groups/bench/refresh?job=" + job);
        HttpRequest request =
                HttpRequest.newBuilder(url).POST(BodyPublishers.noBody()).build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("the order got: " + answer.body());
        }
    }

    /** All at one port, told apart by their paths: ready, and without anything to tell. */
    private static HttpServer collectors() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> answer(exchange));
        server.start();
        return server;
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String data = exchange.getRequestURI().getPath().endsWith("/targets")
                ? "\"activeTargets\":[]"
                : "\"resultType\":\"vector\",\"result\":[]";
        byte[] body = ("{\"status\":\"success\",\"data\":{" + data + "}}").getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** How many targets the engine has of the job. */
    private long found() {
        try {
            String metrics = client.send(
                            HttpRequest.newBuilder(URI.create(engine + "/metrics"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            Matcher pool = POOL.matcher(metrics);
            return pool.find() ? Long.parseLong(pool.group(2)) : -1;
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path file(int collector) {
        return directory.resolve("sd").resolve("c" + collector).resolve(job + ".json");
    }

    private List<FileTime> times() {
        return IntStream.range(0, COLLECTORS).mapToObj(this::time).toList();
    }

    private FileTime time(int collector) {
        try {
            return Files.getLastModifiedTime(file(collector));
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    private long changed(List<FileTime> before) {
        List<FileTime> now = times();
        return IntStream.range(0, COLLECTORS)
                .filter(i -> !now.get(i).equals(before.get(i)))
                .count();
    }

    /** Targets in all files. */
    private long written() {
        return IntStream.range(0, COLLECTORS).mapToLong(i -> targetsIn(file(i))).sum();
    }

    private static long targetsIn(Path file) {
        try (Stream<String> each = Files.lines(file)) {
            return each.filter(line -> line.contains("\"targets\"")).count();
        } catch (IOException e) {
            return 0;
        }
    }

    private static void await(String what, BooleanSupplier done) {
        await(what, 100_000_000, done);
    }

    private static void await(String what, long pause, BooleanSupplier done) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("waited in vain for " + what);
            }
            LockSupport.parkNanos(pause);
        }
    }

    private static long millis(long nanos) {
        return nanos / 1_000_000;
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static long peak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .map(MemoryPoolMXBean::getPeakUsage)
                        .mapToLong(usage -> usage.getUsed())
                        .sum()
                >> 20;
    }
}
