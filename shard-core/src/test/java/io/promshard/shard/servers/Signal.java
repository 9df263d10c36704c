package io.promshard.shard.servers;

/** What is sent to a server, named as {@code kill} names it. */
enum Signal {
    TERM,
    KILL,
    STOP,
    CONT
}
