package io.promshard.shard.health;

/**
 * What we have seen of one member lately.
 *
 * @param suspect whether requests should go elsewhere
 * @param failures probes and requests failed in a row
 * @param successes probes answered in a row
 * @param reason why it is suspect, or was last
 */
public record MemberHealth(boolean suspect, int failures, int successes, String reason) {

    /** A slow answer may be chance, two in a row are not. */
    static final int FAILURES_TO_SUSPECT = 2;

    /** A member that has just come back must show that it stays. */
    static final int SUCCESSES_TO_TRUST = 3;

    public static final MemberHealth WELL = new MemberHealth(false, 0, SUCCESSES_TO_TRUST, "");

    /**
     * The state after a probe.
     *
     * @param doubted whether a stalled request had asked for the probe: then one slow answer is the second sign
     */
    MemberHealth after(ProbeResult result, boolean doubted) {
        return switch (result) {
            case ProbeResult.Ready ready ->
                new MemberHealth(suspect && successes + 1 < SUCCESSES_TO_TRUST, 0, successes + 1, reason);
            case ProbeResult.Gone(String why) -> suspectedFor(why);
            case ProbeResult.Unready(String why) ->
                doubted || failures + 1 >= FAILURES_TO_SUSPECT
                        ? suspectedFor(why)
                        : new MemberHealth(suspect, failures + 1, 0, reason);
        };
    }

    MemberHealth suspectedFor(String why) {
        return new MemberHealth(true, failures + 1, 0, why);
    }
}
