package io.promshard.query.exec;

import io.promshard.query.client.ShardAnswer;
import io.promshard.query.client.ShardFailure;
import io.promshard.query.error.ErrorType;
import io.promshard.query.error.QueryException;
import io.promshard.query.exposition.Exposition;
import io.promshard.query.merge.MergedAnswer;
import io.promshard.query.remote.EncodedSeries;
import io.promshard.query.remote.FramesWriter;
import io.promshard.query.remote.ResponseType;
import io.promshard.query.remote.SamplesWriter;
import io.promshard.query.wire.AnswerShape;
import io.promshard.query.wire.CheckedCopy;
import io.promshard.query.wire.LabelInserter;
import io.promshard.query.wire.MalformedAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A successful answer on its way to the client. Must be closed; can be written once. */
public sealed interface Reply extends AutoCloseable {

    /** Names of the shards whose part is missing. */
    List<String> missing();

    /**
     * Writes the body.
     *
     * @throws QueryException if a shard fails; if something was written, it must not look whole
     * @throws IOException if the stream does
     */
    void writeTo(OutputStream out) throws IOException;

    /** Of the body. */
    default String contentType() {
        return "application/json";
    }

    /** What the body is compressed with; empty if it is not. */
    default Optional<String> contentEncoding() {
        return Optional.empty();
    }

    /** Why there is no answer, where the body says more of that; empty if there is one. */
    default Optional<ErrorType> failure() {
        return Optional.empty();
    }

    @Override
    void close();

    /** What is told of a query, in place of its answer. */
    record Told(String text, String contentType, List<String> missing, Optional<ErrorType> failure) implements Reply {
        public Told {
            missing = List.copyOf(missing);
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    /** One shard's answer, copied as it comes. */
    record Copied(
            String shard, ShardAnswer answer, Allowance allowance, AnswerShape shape, Optional<LabelInserter> label)
            implements Reply {
        @Override
        public List<String> missing() {
            return List.of();
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            InputStream body = allowance.counted(answer.body());
            try {
                if (label.isPresent()) {
                    label.get().copy(body, out);
                } else {
                    CheckedCopy.copy(body, out, shape);
                }
            } catch (ShardFailure | MalformedAnswer e) {
                throw Failures.error(shard, e);
            }
        }

        @Override
        public void close() {
            answer.close();
        }
    }

    /** The pages of several shards made one. */
    record Page(Exposition page, List<String> missing) implements Reply {
        public Page {
            missing = List.copyOf(missing);
        }

        @Override
        public String contentType() {
            return "text/plain; version=0.0.4; charset=utf-8; escaping=underscores";
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            page.writeTo(out);
        }

        @Override
        public void close() {
            // Nothing is open any more.
        }
    }

    /**
     * Raw samples of several shards.
     *
     * @param results series by query, sorted by labels
     */
    record Raw(List<List<EncodedSeries>> results, ResponseType type) implements Reply {
        public Raw {
            results = List.copyOf(results);
        }

        @Override
        public List<String> missing() {
            return List.of();
        }

        @Override
        public String contentType() {
            return type.contentType();
        }

        @Override
        public Optional<String> contentEncoding() {
            return type == ResponseType.SAMPLES ? Optional.of("snappy") : Optional.empty();
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            switch (type) {
                case SAMPLES -> SamplesWriter.write(results, out);
                case STREAMED_XOR_CHUNKS -> FramesWriter.write(results, out);
            }
        }

        @Override
        public void close() {
            // Nothing is open any more.
        }
    }

    /** Several shards' answers made one. */
    record Merged(MergedAnswer answer, List<String> missing) implements Reply {
        public Merged {
            missing = List.copyOf(missing);
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            answer.writeTo(out);
        }

        @Override
        public void close() {
            // Nothing is open any more.
        }
    }
}
