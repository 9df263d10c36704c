package io.promshard.query.client.guard;

import io.promshard.query.client.ShardAnswer;
import io.promshard.query.client.ShardFailure;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;

/** An answer whose end is reported to the guards, with what came of it. */
final class GuardedAnswer implements ShardAnswer {

    private final ShardAnswer answer;
    private final Admission admission;
    private final Function<ShardFailure, Verdict> judge;
    private final InputStream body;
    private Verdict verdict;
    private boolean closed;

    GuardedAnswer(ShardAnswer answer, Admission admission, Function<ShardFailure, Verdict> judge) {
        this.answer = answer;
        this.admission = admission;
        this.judge = judge;
        this.body = new Observed(answer.body());
        this.verdict = Verdict.of(answer.status());
    }

    @Override
    public int status() {
        return answer.status();
    }

    @Override
    public InputStream body() {
        return body;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            answer.close();
            admission.leave(verdict);
        }
    }

    /** Notes how a read failed. */
    private final class Observed extends FilterInputStream {
        Observed(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            try {
                return super.read();
            } catch (ShardFailure e) {
                throw noted(e);
            }
        }

        @Override
        public int read(byte[] to, int from, int length) throws IOException {
            try {
                return super.read(to, from, length);
            } catch (ShardFailure e) {
                throw noted(e);
            }
        }

        private ShardFailure noted(ShardFailure failure) {
            if (!closed) {
                verdict = judge.apply(failure);
            }
            return failure;
        }
    }
}
