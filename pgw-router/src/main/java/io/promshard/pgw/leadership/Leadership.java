package io.promshard.pgw.leadership;

/** Says whether this router decides over what gateways store. */
public interface Leadership extends AutoCloseable {

    /** Costs next to nothing: to be asked again before each act. Any thread may. */
    boolean leads();

    /**
     * Begins to stand for leader, once.
     *
     * @param changed called on each change, on a thread that keeps the leadership alive: it must not take long
     */
    void start(Runnable changed);

    @Override
    void close();
}
