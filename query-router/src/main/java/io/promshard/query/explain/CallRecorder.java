package io.promshard.query.explain;

import io.promshard.query.client.ApiCall;
import io.promshard.query.exec.CallListener;
import io.promshard.query.topology.Shard;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Notes the calls of one query, as many as there is room for. Thread-safe. */
public final class CallRecorder implements CallListener {

    private static final int MOST = 10_000;

    private final LongSupplier nanoTime;
    private final long begin;
    private final List<RecordedCall> calls = new ArrayList<>();
    private int others;

    /** Begins now. */
    public CallRecorder(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.begin = nanoTime.getAsLong();
    }

    @Override
    public synchronized Call begins(Shard shard, ApiCall call) {
        if (calls.size() == MOST) {
            others++;
            return CallListener.NONE.begins(shard, call);
        }
        RecordedCall recorded = new RecordedCall(shard.name(), call, begin, nanoTime);
        calls.add(recorded);
        return recorded;
    }

    /** How the calls stand now, in the order in which they began. */
    public synchronized List<MadeCall> calls() {
        return calls.stream().map(RecordedCall::made).toList();
    }

    /** How many calls there was no room for. */
    public synchronized int others() {
        return others;
    }

    /** In nanoseconds, since the begin. */
    public long elapsed() {
        return nanoTime.getAsLong() - begin;
    }
}
