package io.promshard.bench;

import io.promshard.target.assign.Assigner;
import io.promshard.target.assign.Assignment;
import io.promshard.target.assign.AssignmentRequest;
import io.promshard.target.assign.KeyTable;
import io.promshard.target.assign.Rebalancing;
import io.promshard.target.assign.Strategy;
import io.promshard.target.model.Collector;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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

/** What it takes to assign all keys of a group: for the first time, and when a collector joins or leaves. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 1)
@Fork(
        value = 2,
        jvmArgsAppend = {"-XX:+UseParallelGC", "-Xmx2g"})
public class AssignBenchmark {

    /** Keys over collectors. */
    @Param({"100000/20", "1000000/10", "1000000/100"})
    public String size = "";

    @Param({"ring", "bounded", "least-series"})
    public String strategy = "";

    private List<AssignmentRequest> requests = List.of();

    @Setup
    public void setUp() {
        int slash = size.indexOf('/');
        KeyTable keys = SkewedKeys.table(Integer.parseInt(size.substring(0, slash)), strategy(strategy));
        int count = Integer.parseInt(size.substring(slash + 1));
        List<Collector> more = SkewedKeys.collectors(count + 1);
        AssignmentRequest first = request(keys, more.subList(0, count), Assignment.NONE);
        Assignment before = Assigner.assign(first);
        requests = List.of(first, request(keys, more, before), request(keys, more.subList(1, count), before));
    }

    private static Strategy strategy(String name) {
        return switch (name) {
            case "ring" -> new Strategy.Ring();
            case "bounded" -> new Strategy.Bounded(1.1);
            default -> new Strategy.LeastSeries(0.05);
        };
    }

    private static AssignmentRequest request(KeyTable keys, List<Collector> collectors, Assignment previous) {
        return new AssignmentRequest(keys, collectors, Map.of(), "", previous, Rebalancing.FULL);
    }

    @Benchmark
    public Assignment first() {
        return Assigner.assign(requests.get(0));
    }

    @Benchmark
    public Assignment join() {
        return Assigner.assign(requests.get(1));
    }

    @Benchmark
    public Assignment leave() {
        return Assigner.assign(requests.get(2));
    }
}
