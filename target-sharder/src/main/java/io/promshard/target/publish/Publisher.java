package io.promshard.target.publish;

/** Brings publications to the collectors. Called by one thread at a time, each time with all that holds. */
public interface Publisher {

    /** What has not changed costs nothing to deliver again. Failures are kept in the publisher's own status and tried again then. */
    void publish(Publication publication);
}
