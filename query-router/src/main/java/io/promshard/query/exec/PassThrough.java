package io.promshard.query.exec;

import io.promshard.query.client.ShardAnswer;
import io.promshard.query.client.ShardCalls;
import io.promshard.query.client.ShardFailure;
import io.promshard.query.error.QueryException;
import io.promshard.query.wire.AnswerShape;
import io.promshard.query.wire.Existing;
import io.promshard.query.wire.LabelInserter;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Asks one shard, and hands its answer on as it comes. Thread-safe; blocks until the answer begins. */
public final class PassThrough {

    private final ShardCalls calls;

    public PassThrough(ShardCalls calls) {
        this.calls = calls;
    }

    /**
     * The shard's answer.
     *
     * @throws QueryException if it fails, or refuses the query: then in its own words
     */
    public Reply ask(Ask ask, AnswerShape shape, Allowance allowance) {
        try {
            return reply(
                    ask, shape, allowance, Calls.call(calls, ask, allowance).answer());
        } catch (IOException e) {
            throw Failures.error(ask.shard().name(), e);
        }
    }

    /** The answer of the first of them that gives one. */
    public Reply askAny(List<Ask> asks, AnswerShape shape, Allowance allowance) {
        IOException last = new ShardFailure.Unreachable("there is none");
        String shard = "";
        for (Ask ask : asks) {
            try {
                return reply(
                        ask, shape, allowance, Calls.call(calls, ask, allowance).answer());
            } catch (IOException e) {
                last = e;
                shard = ask.shard().name();
            }
        }
        throw Failures.error(shard, last);
    }

    private static Reply reply(Ask ask, AnswerShape shape, Allowance allowance, ShardAnswer answer) throws IOException {
        if (answer.status() == 200) {
            return new Reply.Copied(ask.shard().name(), answer, allowance, shape, inserter(ask, shape));
        }
        try (answer) {
            throw Refusals.of(answer);
        }
    }

    private static Optional<LabelInserter> inserter(Ask ask, AnswerShape shape) {
        return ask.putBack().map(label -> new LabelInserter(label.name(), label.value(), shape, Existing.REPLACE));
    }
}
