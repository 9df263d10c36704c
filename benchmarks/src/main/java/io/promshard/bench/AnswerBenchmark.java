package io.promshard.bench;

import io.promshard.query.merge.Limit;
import io.promshard.query.merge.MergeConflict;
import io.promshard.query.merge.Part;
import io.promshard.query.merge.SeriesUnion;
import io.promshard.query.wire.Answer;
import io.promshard.query.wire.AnswerScanner;
import io.promshard.query.wire.Label;
import io.promshard.query.wire.LabelInserter;
import io.promshard.query.wire.QueryData;
import io.promshard.query.wire.ResultType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How fast answers of range queries pass: 1000 series of 240 samples each, some 7 MB. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(value = 2, jvmArgsAppend = "-XX:+UseParallelGC")
public class AnswerBenchmark {

    private final LabelInserter inserter = new LabelInserter("cluster", "a");
    private byte[] answer = {};

    /** What went through, of all shards. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Passed {
        public double megabytes;
    }

    @Setup
    public void setUp() {
        answer = RangeAnswers.text(1000, 240);
    }

    /** One shard: its answer is copied with the label put in. */
    @Benchmark
    public void insert(Passed passed) throws IOException {
        inserter.copy(new ByteArrayInputStream(answer), OutputStream.nullOutputStream());
        passed.megabytes += answer.length / 1e6;
    }

    /** Two shards: their answers are scanned, merged and written. */
    @Benchmark
    public void union(Passed passed) throws IOException, MergeConflict {
        List<Part<QueryData.Series>> parts = new ArrayList<>();
        for (String shard : List.of("a", "b")) {
            if (AnswerScanner.query(answer) instanceof Answer.Success<QueryData> success
                    && success.data() instanceof QueryData.Series series) {
                parts.add(new Part<>(
                        shard,
                        new Answer.Success<>(series, success.annotations()),
                        Optional.of(new Label("cluster", shard))));
                passed.megabytes += answer.length / 1e6;
            }
        }
        SeriesUnion.of(ResultType.MATRIX, parts, Limit.NONE).writeTo(OutputStream.nullOutputStream());
    }

    /** Scanning alone. */
    @Benchmark
    public Answer<QueryData> scan(Passed passed) throws IOException {
        passed.megabytes += answer.length / 1e6;
        return AnswerScanner.query(answer);
    }
}
