package io.promshard.pgw.forward;

/**
 * How many gateways get each push.
 *
 * @param replicas at least 1; with 1 {@code ack} makes no difference
 */
public record CopySettings(int replicas, Ack ack) {

    boolean several() {
        return replicas > 1;
    }
}
