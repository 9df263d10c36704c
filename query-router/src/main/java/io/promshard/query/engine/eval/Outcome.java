package io.promshard.query.engine.eval;

import io.promshard.query.engine.EngineException;
import io.promshard.query.engine.QueryResult;

/** What became of an evaluation. */
sealed interface Outcome {

    /** The answer, or the failure thrown. */
    QueryResult get();

    /** Whether two are the same, but for last digits. */
    boolean isLike(Outcome other);

    /** It has an answer. */
    record Answer(QueryResult get) implements Outcome {
        @Override
        public boolean isLike(Outcome other) {
            return other instanceof Answer(QueryResult result)
                    && get.warnings().equals(result.warnings())
                    && get.infos().equals(result.infos())
                    && Likeness.of(get.value(), result.value());
        }
    }

    /** It has none. */
    record Failure(EngineException cause) implements Outcome {
        @Override
        public QueryResult get() {
            throw cause;
        }

        /** What fails once is not relied on. */
        @Override
        public boolean isLike(Outcome other) {
            return false;
        }
    }
}
