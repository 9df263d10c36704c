package io.promshard.target.reconcile;

import io.promshard.target.publish.PublicationBuilder;

/** Publishes what a group's states say, each edition once. Used by one thread. */
final class Publishing implements AutoCloseable {

    private final PublicationBuilder builder;
    private final Delivery delivery;
    private volatile Edition last = Edition.NONE;

    Publishing(String group, Delivery delivery) {
        this.builder = new PublicationBuilder(group);
        this.delivery = delivery;
    }

    /**
     * Delivers what has changed, and again what could not be delivered.
     *
     * @param leading whether to write where only the leader writes
     * @return whether there was something new
     */
    boolean publish(GroupState state, boolean leading) {
        Edition edition = state.edition();
        boolean changed = state.waiting().isEmpty() && edition.exists() && !edition.equals(last);
        if (changed) {
            last = edition;
            delivery.offer(builder.build(
                    edition.version(),
                    edition.targets(),
                    state.layout()::holders,
                    edition.jobs(),
                    edition.collectors()));
        }
        delivery.deliver(leading);
        return changed;
    }

    /** What was published last. Any thread may ask. */
    Edition last() {
        return last;
    }

    /** Any thread may ask. */
    DeliveryFigures figures() {
        return delivery.figures();
    }

    @Override
    public void close() {
        delivery.close();
    }
}
