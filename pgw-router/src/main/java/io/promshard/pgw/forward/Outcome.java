package io.promshard.pgw.forward;

/**
 * What became of a forwarded push.
 *
 * @param status that the client was given; 499 if it did not wait for one
 * @param gateway that answered; empty if none did
 */
public record Outcome(int status, String gateway) {

    static final int CLIENT_GONE = 499;
}
