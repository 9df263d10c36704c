package io.promshard.query.explain;

import io.promshard.query.client.ApiCall;
import io.promshard.query.client.ReportedAnswer;
import io.promshard.query.client.ShardAnswer;
import io.promshard.query.client.ShardCalls.Answered;
import io.promshard.query.client.ShardFailure;
import io.promshard.query.exec.CallListener;
import io.promshard.query.wire.AnswerTally;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A call while it is made. Written by the thread that makes it; any thread may look. */
final class RecordedCall implements CallListener.Call {

    private final String shard;
    private final ApiCall call;
    private final long queryBegin;
    private final long begin;
    private final LongSupplier nanoTime;
    private final AnswerTally tally = new AnswerTally();
    private String replica = "";
    private OptionalInt status = OptionalInt.empty();
    private OptionalLong head = OptionalLong.empty();
    private OptionalLong end = OptionalLong.empty();
    private long bytes;
    private long series;
    private long samples;
    private String failure = "";

    RecordedCall(String shard, ApiCall call, long queryBegin, LongSupplier nanoTime) {
        this.shard = shard;
        this.call = call;
        this.queryBegin = queryBegin;
        this.begin = nanoTime.getAsLong();
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized Answered answered(Answered answered) {
        head = OptionalLong.of(nanoTime.getAsLong());
        replica = answered.replica().name();
        status = OptionalInt.of(answered.answer().status());
        ShardAnswer answer = answered.answer();
        return new Answered(
                answered.replica(), new ReportedAnswer(answer, new CountedBody(answer.body()), this::ended));
    }

    @Override
    public synchronized void failed(ShardFailure why) {
        ended(why);
    }

    @Override
    public synchronized void had(long manySeries, long manySamples) {
        series = manySeries;
        samples = manySamples;
    }

    private synchronized void ended(@Nullable ShardFailure why) {
        end = OptionalLong.of(nanoTime.getAsLong());
        failure = why == null ? "" : String.valueOf(why.getMessage());
    }

    private synchronized void read(byte[] from, int first, int length) {
        bytes += length;
        tally.take(from, first, length);
    }

    synchronized MadeCall made() {
        return new MadeCall(
                shard,
                call,
                Duration.ofNanos(begin - queryBegin),
                replica,
                status,
                since(head),
                since(end),
                bytes,
                Math.max(series, tally.series()),
                Math.max(samples, tally.samples()),
                failure);
    }

    private Optional<Duration> since(OptionalLong time) {
        return time.isEmpty() ? Optional.empty() : Optional.of(Duration.ofNanos(time.getAsLong() - begin));
    }

    /** Counts what is read of a body. */
    private final class CountedBody extends FilterInputStream {
        CountedBody(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            if (next >= 0) {
                RecordedCall.this.read(new byte[] {(byte) next}, 0, 1);
            }
            return next;
        }

        @Override
        public int read(byte[] to, int from, int length) throws IOException {
            int count = super.read(to, from, length);
            if (count > 0) {
                RecordedCall.this.read(to, from, count);
            }
            return count;
        }
    }
}
