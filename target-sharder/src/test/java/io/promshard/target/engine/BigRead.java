package io.promshard.target.engine;

import io.promshard.shard.labels.Labels;
import io.promshard.target.model.DiscoveredTarget;
import io.promshard.target.spec.SourceSpec;
import io.promshard.target.spec.SourceSpec.Credentials;
import io.promshard.target.spec.SourceSpec.Deliver;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads an engine in a JVM of its own, whose heap is what is tested: engine, address, file, how many. */
final class BigRead {

    private BigRead() {}

    @SuppressWarnings("ReferenceEquality") // the very list is what is promised
    public static void main(String[] args) throws Exception {
        int count = Integer.parseInt(args[3]);
        SourceSpec.Engine spec = new SourceSpec.Engine(
                URI.create(args[0]),
                Credentials.NONE,
                "big",
                Deliver.RAW,
                Duration.ZERO,
                Duration.ofMinutes(2),
                Duration.ofSeconds(10));
        try (HttpClient client = HttpClient.newHttpClient();
                EngineTargetSource source = new EngineTargetSource(spec, client)) {
            long begun = System.nanoTime();
            List<DiscoveredTarget> targets = source.read();
            long read = System.nanoTime();
            require(source.read() == targets, "the second list is another");
            long again = System.nanoTime();
            Set<Labels> labels = new HashSet<>();
            targets.forEach(target -> labels.add(target.labels()));
            for (int id = 0; id < count; id++) {
                require(
                        labels.contains(ScaleTargets.expected(id, args[1], args[2])),
                        "target " + id + " is not as it was");
            }
            require(targets.size() == count, targets.size() + " targets instead of " + count);
            System.out.printf(
                    ">>> %d targets of an engine read in %d ms, unchanged ones in %d ms, with a heap of %d MB%n",
                    count,
                    Duration.ofNanos(read - begun).toMillis(),
                    Duration.ofNanos(again - read).toMillis(),
                    Runtime.getRuntime().maxMemory() >> 20);
        }
    }

    private static void require(boolean fact, String otherwise) {
        if (!fact) {
            throw new AssertionError(otherwise);
        }
    }
}
