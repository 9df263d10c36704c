package io.promshard.pgw.forward;

/**
 * What became of a forwarded push.
 *
 * @param status that the client was given; 499 if it did not wait for one
 * @param gateway that answered; empty if none did
 * @param complete whether the answer is whole; if not, the client must see that by the end of its connection
 */
public record Outcome(int status, String gateway, boolean complete) {

    static final Outcome CLIENT_GONE = new Outcome(499, "", false);

    static Outcome of(int status, String gateway) {
        return new Outcome(status, gateway, true);
    }
}
