package io.promshard.bench;

import io.promshard.shard.ring.HashRing;
import io.promshard.shard.ring.KeyHash;
import io.promshard.shard.ring.RingNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a ring costs: to build, and to ask for the owners of keys that come in no order. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(value = 2, jvmArgsAppend = "-XX:+UseParallelGC")
public class RingBenchmark {

    private static final int KEYS = 1 << 16;

    @Param({"3", "10", "100", "1000"})
    public int members;

    private List<RingNode> nodes = List.of();
    private HashRing ring = HashRing.of(nodes);
    private long[] hashes = {};
    private byte[][] groups = {};
    private int next;

    @Setup
    public void setUp() {
        nodes = Rings.members(0, members);
        ring = HashRing.of(nodes);
        hashes = new SplittableRandom(1).longs(KEYS).toArray();
        groups = IntStream.range(0, KEYS)
                .mapToObj(i -> ("job=backup,instance=db-" + i + ".example.org").getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }

    @Benchmark
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public HashRing build() {
        return HashRing.of(nodes);
    }

    @Benchmark
    public int owner() {
        return ring.owner(hashes[next++ & KEYS - 1]);
    }

    @Benchmark
    public int ownerOfText() {
        return ring.owner(KeyHash.of(groups[next++ & KEYS - 1]));
    }

    @Benchmark
    public int[] threeOwners() {
        return ring.owners(hashes[next++ & KEYS - 1], 3);
    }
}
