package io.promshard.query.engine;

/** A query that has no answer. The kinds are those that the API tells apart. */
public abstract sealed class EngineException extends RuntimeException {

    private EngineException(String message) {
        super(message);
    }

    /** It fails in Prometheus as well, with these words: status 422, error type {@code execution}. */
    public static final class Execution extends EngineException {
        public Execution(String message) {
            super(message);
        }

        /** Two series became one. */
        public static Execution sameLabels() {
            return new Execution("vector cannot contain metrics with the same labelset");
        }
    }

    /** It is refused before it runs: status 400, error type {@code bad_data}. */
    public static final class BadData extends EngineException {
        public BadData(String message) {
            super(message);
        }
    }

    /** Prometheus could answer it; from what shards print of their data, it could only be guessed. */
    public static final class Unsupported extends EngineException {
        public Unsupported(String message) {
            super(message);
        }
    }
}
