package io.promshard.query.exec;

import io.promshard.query.client.ShardAnswer;
import io.promshard.query.exposition.Exposition;
import io.promshard.query.merge.MergedAnswer;
import io.promshard.query.wire.LabelInserter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** A successful answer on its way to the client. Must be closed; can be written once. */
public sealed interface Reply extends AutoCloseable {

    /** Names of the shards whose part is missing. */
    List<String> missing();

    /**
     * Writes the body.
     *
     * @throws IOException if either side fails; then what was written must not look whole
     */
    void writeTo(OutputStream out) throws IOException;

    /** Of the body. */
    default String contentType() {
        return "application/json";
    }

    @Override
    void close();

    /** One shard's answer, copied as it comes. */
    record Copied(ShardAnswer answer, Optional<LabelInserter> label) implements Reply {
        @Override
        public List<String> missing() {
            return List.of();
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            if (label.isPresent()) {
                label.get().copy(answer.body(), out);
            } else {
                answer.body().transferTo(out);
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
