package io.promshard.pgw.snapshot;

/** The names of the two metrics that a Pushgateway gives to each group. Their values are Unix times in seconds. */
public final class PushTimes {

    /** Of the last push that succeeded; 0 if none has. */
    public static final String PUSH = "push_time_seconds";

    /** Of the last push that failed; 0 if none has. */
    public static final String FAILURE = "push_failure_time_seconds";

    private PushTimes() {}
}
