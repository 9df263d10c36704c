package io.promshard.bench;

import io.promshard.target.engine.EngineTargetSource;
import io.promshard.target.model.DiscoveredTarget;
import io.promshard.target.model.Target;
import io.promshard.target.model.TargetSet;
import io.promshard.target.spec.SourceSpec;
import io.promshard.target.spec.SourceSpec.Credentials;
import io.promshard.target.spec.SourceSpec.Deliver;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.lang.ref.Reference;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** Reads a job of an engine again and again: how long each part of it takes, and what memory it needs. Run by benchmarks/engine. */
public final class EngineCycle {

    private EngineCycle() {}

    /**
     * Prints a table in Markdown, and the memory.
     *
     * @param args the engine's URL, its job, how many rounds
     */
    public static void main(String[] args) throws Exception {
        SourceSpec.Engine spec = new SourceSpec.Engine(
                URI.create(args[0]),
                Credentials.NONE,
                args[1],
                Deliver.RAW,
                Duration.ZERO,
                Duration.ofMinutes(1),
                Duration.ofSeconds(10));
        System.out.println(
                "| round | the answer alone | read | of it unchanged | keys and set | CPU of the reads | targets |");
        System.out.println("|---|---|---|---|---|---|---|");
        try (HttpClient client = HttpClient.newHttpClient()) {
            List<DiscoveredTarget> held = List.of();
            for (int round = 1; round <= Integer.parseInt(args[2]); round++) {
                held = round(round, spec, client);
            }
            System.out.println();
            System.out.printf("%d targets held after a full collection: %d MB%n", held.size(), live(held));
        }
        System.out.printf(
                "most at a time: %d MB of %d MB; %s%n",
                peak(), Runtime.getRuntime().maxMemory() >> 20, collections());
    }

    private static List<DiscoveredTarget> round(int round, SourceSpec.Engine spec, HttpClient client) throws Exception {
        try (EngineTargetSource source = new EngineTargetSource(spec, client)) {
            long begun = System.nanoTime();
            answer(spec.url(), spec.pool(), client);
            long answered = System.nanoTime();
            long cpu = cpu();
            List<DiscoveredTarget> targets = source.read();
            long read = System.nanoTime();
            List<DiscoveredTarget> again = source.read();
            long unchanged = System.nanoTime();
            cpu = cpu() - cpu;
            TargetSet set = TargetSet.of(again.stream()
                    .map(target -> Target.of(spec.pool(), target, List.of()))
                    .toList());
            long placed = System.nanoTime();
            System.out.printf(
                    "| %d | %d ms | %d ms | %d ms | %d ms | %d ms | %d, %d keys |%n",
                    round,
                    (answered - begun) / 1_000_000,
                    (read - answered) / 1_000_000,
                    (unchanged - read) / 1_000_000,
                    (placed - unchanged) / 1_000_000,
                    cpu / 1_000_000,
                    targets.size(),
                    set.size());
            return targets;
        }
    }

    /** What the engine and the network take of it, up to the last byte, asked as the source asks it. */
    static void answer(URI engine, String job, HttpClient client) throws IOException, InterruptedException {
        URI url = URI.create(engine + "/api/v1/targets?state=active&scrapePool=" + job);
        client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.discarding());
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static long live(Object held) {
        try {
            System.gc();
            return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
        } finally {
            Reference.reachabilityFence(held);
        }
    }

    private static long peak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .mapToLong(pool -> pool.getPeakUsage().getUsed())
                        .sum()
                >> 20;
    }

    private static String collections() {
        List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
        return collectors.stream()
                        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                        .sum() + " collections, "
                + collectors.stream()
                        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                        .sum() + " ms";
    }
}
