package io.promshard.shard.servers;

import org.opentest4j.AssertionFailedError;

/** What comes of a server that cannot be started: a loud skip, or a failure where {@code -Dservers=required} is set. */
final class Availability {

    private Availability() {}

    /**
     * Says it where the build's log shows it.
     *
     * @return the message to skip with
     * @throws AssertionFailedError where servers are required
     */
    static String missing(String why) {
        if ("required".equals(System.getProperty("servers"))) {
            throw new AssertionFailedError("servers=required, but " + why);
        }
        String message = "SKIPPED, A REAL SERVER IS MISSING: " + why;
        System.err.println("!!! " + message);
        return message;
    }
}
