package io.promshard.shard.servers;

/** One server as its provider runs it: a process or a container. Used by one test thread. */
interface Running extends AutoCloseable {

    /** Starts it, for the first time or again after its end, with the same command line. */
    void start();

    void signal(Signal signal);

    boolean alive();

    /** Ends it whatever state it is in, and frees what it holds. */
    @Override
    void close();
}
