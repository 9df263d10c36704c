package io.promshard.target.publish.sd;

import io.promshard.target.publish.EncodedList;
import io.promshard.target.publish.Encodings;
import io.promshard.target.publish.Publication;
import io.promshard.target.publish.Publisher;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The publications that this instance has, decided by itself or by another, in memory for whoever asks. One thread at a time writes,
 * any may read without waiting.
 */
public final class ServedLists implements Publisher {

    private final Encodings encodings;
    private final Preparation preparation;
    private final AtomicReference<Served> current =
            new AtomicReference<>(new Served(Optional.empty(), Map.of(), new CompletableFuture<>()));

    /** @param executor encodes lists before they are asked for, one after the other, which may take seconds */
    public ServedLists(Encodings encodings, Executor executor) {
        this.encodings = encodings;
        this.preparation = new Preparation(executor);
    }

    /** Says which groups there are by configuration. What is known of others is forgotten. */
    public void configured(Set<String> groups) {
        encodings.retain(groups);
        swap(current.get().configured(groups));
    }

    /** One that is older than what is there already changes nothing. */
    @Override
    public void publish(Publication publication) {
        Served served = current.get();
        if (!served.group(publication.group()).version().isAfter(publication.version())) {
            SortedMap<String, SortedMap<String, EncodedList>> lists = encodings.of(publication);
            swap(served.with(publication, lists));
            // Backwards: who writes the same lists into files begins at the front, so that two threads share the work.
            lists.reversed()
                    .forEach((collector, byJob) -> preparation.prepare(
                            served.group(publication.group()).lists(collector), byJob));
        }
    }

    /** All that holds now. */
    public Served current() {
        return current.get();
    }

    private void swap(Served next) {
        current.getAndSet(next).replaced.complete(null);
    }

    /** What is served at a moment. */
    public static final class Served {

        private final Optional<Set<String>> configured;
        private final Map<String, ServedGroup> groups;
        private final CompletableFuture<Void> replaced;

        private Served(
                Optional<Set<String>> configured, Map<String, ServedGroup> groups, CompletableFuture<Void> replaced) {
            this.configured = configured;
            this.groups = groups;
            this.replaced = replaced;
        }

        /** Whether such a group is configured; as long as no configuration was read any may be. */
        public boolean mayHave(String group) {
            return configured.isEmpty() || configured.get().contains(group);
        }

        /** Whether something was published for the group since the start. */
        public boolean isPublished(String group) {
            return groups.containsKey(group);
        }

        /** What is known of a group; of one that was not published yet nothing is. */
        public ServedGroup group(String group) {
            return groups.getOrDefault(group, ServedGroup.NONE);
        }

        /** Completed when something else is served. */
        public CompletableFuture<Void> replaced() {
            return replaced;
        }

        private Served configured(Set<String> names) {
            Map<String, ServedGroup> kept = new HashMap<>(groups);
            kept.keySet().retainAll(names);
            return new Served(Optional.of(Set.copyOf(names)), Map.copyOf(kept), new CompletableFuture<>());
        }

        private Served with(Publication publication, SortedMap<String, SortedMap<String, EncodedList>> lists) {
            Map<String, ServedGroup> more = new HashMap<>(groups);
            more.put(publication.group(), group(publication.group()).with(publication.version(), lists));
            return new Served(configured, Map.copyOf(more), new CompletableFuture<>());
        }
    }
}
