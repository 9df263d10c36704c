package io.promshard.shard.membership;

/**
 * Who belongs to a service. Any thread may read, and reading never blocks.
 *
 * <p>While the source cannot be asked, the last view stays: work goes on with stale members rather than with none.
 */
public interface Membership {

    /** The view in force. A request reads it once and works with what it read. */
    MembershipView view();

    SourceState state();

    /** Tells the listener the view in force at once, then each change until the subscription is closed. */
    Subscription subscribe(MembershipListener listener);

    /** Ends a subscription. */
    @FunctionalInterface
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
