package io.promshard.target.leadership;

/** Says whether this sharder decides. */
public interface Leadership extends AutoCloseable {

    /** Costs next to nothing: to be asked again before each act that only a leader may do. Any thread may. */
    Role role();

    /** Begins to stand for leader, once. */
    void start(RoleListener listener);

    /** Gives up the leadership, so that another may have it at once. The listener hears of it before. */
    @Override
    void close();
}
