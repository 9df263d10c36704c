package io.promshard.query.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An answer whose end is reported: once, at its close, with what its body failed with. Used by one thread. */
public final class ReportedAnswer implements ShardAnswer {

    private final ShardAnswer answer;
    private final Consumer<@Nullable ShardFailure> report;
    private final InputStream body;
    private @Nullable ShardFailure failure;
    private boolean closed;

    /**
     * Wraps an answer.
     *
     * @param report is given null if no read failed
     */
    public ReportedAnswer(ShardAnswer answer, Consumer<@Nullable ShardFailure> report) {
        this(answer, answer.body(), report);
    }

    /**
     * Wraps an answer whose body is read through another stream.
     *
     * @param body reads the answer's
     * @param report is given null if no read failed
     */
    public ReportedAnswer(ShardAnswer answer, InputStream body, Consumer<@Nullable ShardFailure> report) {
        this.answer = answer;
        this.report = report;
        this.body = new Observed(body);
    }

    @Override
    public int status() {
        return answer.status();
    }

    @Override
    public String contentType() {
        return answer.contentType();
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
            report.accept(failure);
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
                failure = e;
                throw e;
            }
        }

        @Override
        public int read(byte[] to, int from, int length) throws IOException {
            try {
                return super.read(to, from, length);
            } catch (ShardFailure e) {
                failure = e;
                throw e;
            }
        }
    }
}
