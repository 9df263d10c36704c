package io.promshard.target.publish;

import static java.util.Collections.unmodifiableSortedMap;

import io.promshard.target.model.Target;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The last publication of each group, encoded: what all publishers share, so that a list is encoded once for all of them, and not
 * again as long as it is the same object. Any thread may ask.
 */
public final class Encodings {

    private final Map<String, Encoded> groups = new HashMap<>();

    /** Of each collector, of each job, its list; nothing is encoded before somebody asks the list for it. */
    public synchronized SortedMap<String, SortedMap<String, EncodedList>> of(Publication publication) {
        Encoded last = groups.get(publication.group());
        Encoded now = last == null
                ? Encoded.of(publication, new IdentityHashMap<>())
                : last.isOf(publication) ? last : Encoded.of(publication, last.known);
        groups.put(publication.group(), now);
        return now.lists;
    }

    /** Forgets the groups that are not named. */
    public synchronized void retain(Set<String> configured) {
        groups.keySet().retainAll(configured);
    }

    /**
     * A publication, encoded.
     *
     * @param known what each list of it became
     */
    private record Encoded(
            Publication publication,
            SortedMap<String, SortedMap<String, EncodedList>> lists,
            IdentityHashMap<List<Target>, EncodedList> known) {

        static Encoded of(Publication publication, IdentityHashMap<List<Target>, EncodedList> before) {
            IdentityHashMap<List<Target>, EncodedList> known = new IdentityHashMap<>();
            SortedMap<String, SortedMap<String, EncodedList>> lists = new TreeMap<>();
            publication.lists().forEach((collector, byJob) -> {
                SortedMap<String, EncodedList> encoded = new TreeMap<>();
                byJob.forEach((job, targets) -> encoded.put(job, encoded(targets, before, known)));
                lists.put(collector, unmodifiableSortedMap(encoded));
            });
            return new Encoded(publication, unmodifiableSortedMap(lists), known);
        }

        private static EncodedList encoded(
                List<Target> targets,
                IdentityHashMap<List<Target>, EncodedList> before,
                IdentityHashMap<List<Target>, EncodedList> known) {
            EncodedList last = before.get(targets);
            EncodedList encoded = last == null ? EncodedList.of(targets) : last;
            known.put(targets, encoded);
            return encoded;
        }

        @SuppressWarnings("ReferenceEquality") // Comparing them by value would cost what this saves.
        boolean isOf(Publication other) {
            return publication == other;
        }
    }
}
