package io.promshard.pgw.forward;

/** What follows a {@link Turn}. */
sealed interface Step {

    /** The client has its answer, or wants none any more. */
    record Done(Outcome outcome) implements Step {}

    /**
     * Another gateway should be tried.
     *
     * @param kind as a metric's label
     * @param reason for people
     */
    record Next(String kind, String reason) implements Step {}
}
