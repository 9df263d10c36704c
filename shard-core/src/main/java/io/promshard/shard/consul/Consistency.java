package io.promshard.shard.consul;

/**
 * How fresh an answer must be.
 *
 * @see <a href="https://developer.hashicorp.com/consul/api-docs/features/consistency">Consul: consistency modes</a>
 */
public enum Consistency {
    /** The leader answers, trusting its lease. */
    DEFAULT(""),
    /** Any server answers, even one that knows no leader. */
    STALE("&stale"),
    /** The leader asks the other servers first whether it still leads. */
    CONSISTENT("&consistent");

    private final String parameter;

    Consistency(String parameter) {
        this.parameter = parameter;
    }

    /** To be put after another parameter. */
    String parameter() {
        return parameter;
    }
}
