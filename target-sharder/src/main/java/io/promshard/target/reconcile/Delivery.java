package io.promshard.target.reconcile;

import io.promshard.target.publish.Publication;
import io.promshard.target.publish.Publisher;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Delivers the publications of a group: from memory in every sharder, into files and the like by the leader alone. Used by one thread.
 */
public final class Delivery implements AutoCloseable {

    private final Publisher served;
    private final List<Publisher> written;
    private final Supplier<DeliveryFigures> figures;
    private final Runnable end;
    private Optional<Publication> last = Optional.empty();

    /**
     * @param figures of {@code written}; any thread may ask
     * @param end closes what {@code written} needs
     */
    public Delivery(Publisher served, List<Publisher> written, Supplier<DeliveryFigures> figures, Runnable end) {
        this.served = served;
        this.written = List.copyOf(written);
        this.figures = figures;
        this.end = end;
    }

    void offer(Publication publication) {
        served.publish(publication);
        last = Optional.of(publication);
    }

    /** What was written already costs nothing; what failed is tried again. */
    void deliver(boolean leading) {
        if (leading) {
            last.ifPresent(publication -> written.forEach(publisher -> publisher.publish(publication)));
        }
    }

    DeliveryFigures figures() {
        return figures.get();
    }

    @Override
    public void close() {
        end.run();
    }
}
