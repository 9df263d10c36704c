package io.promshard.pgw.grouping;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds grouping keys that would poison the gateway that takes them.
 *
 * <p>Each kind of {@link Poison} is refused or let through. There is no third way of dropping the label that is at
 * fault: a client that is redirected brings its own path to the gateway, so the router could hash one key while the
 * gateway stores another.
 */
public final class PoisonGuard {

    private final Poison[] refused;

    public PoisonGuard(Collection<Poison> refused) {
        Set<Poison> inOrder = EnumSet.noneOf(Poison.class);
        inOrder.addAll(refused);
        this.refused = inOrder.toArray(Poison[]::new);
    }

    /** The first fault in the order of the labels' names, for an answer with status 400; empty if there is none. */
    public Optional<Finding> inspect(GroupingKey key) {
        for (Map.Entry<String, String> label : key.byteLabels().entrySet()) {
            for (Poison poison : refused) {
                if (poison.isIn(label.getKey(), label.getValue())) {
                    return Optional.of(Finding.of(poison, label));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Why a key is refused.
     *
     * @param message names the label and its value, as text
     */
    public record Finding(Poison poison, String message) {

        private static Finding of(Poison poison, Map.Entry<String, String> label) {
            return new Finding(poison, poison.complaint(label.getKey(), label.getValue()));
        }
    }
}
