package io.promshard.pgw.acceptance;

/**
 * One push of a load, by {@link System#nanoTime()}.
 *
 * @param failure empty if a gateway took it
 */
record PushRecord(long started, long ended, String failure) {

    boolean failed() {
        return !failure.isEmpty();
    }

    long nanos() {
        return ended - started;
    }
}
