package io.promshard.target.assign;

import io.promshard.target.assign.Strategy.Affinity;
import io.promshard.target.assign.Strategy.All;
import io.promshard.target.assign.Strategy.Spread;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts each key into the pool that its job's strategy, and with affinity its label, sends it to. */
final class Pools {

    private static final BitSet NOBODY = new BitSet();

    private final KeyTable keys;
    private final Fleet fleet;
    private final BitSet all;
    private final List<Pool> pools = new ArrayList<>();
    private final Map<Place, Pool> byPlace = new HashMap<>();
    private final Map<Tag, Map<String, BitSet>> byTag = new HashMap<>();
    private final Pool[] ofKey;

    /** Of jobs whose keys all go to one pool, once it is known. */
    private final @Nullable Pool[] ofJob;

    Pools(KeyTable keys, Fleet fleet) {
        this.keys = keys;
        this.fleet = fleet;
        this.all = fleet.all();
        this.ofKey = new Pool[keys.size()];
        this.ofJob = new Pool[keys.jobs().size()];
        for (int key = 0; key < ofKey.length; key++) {
            ofKey[key] = pool(key);
            ofKey[key].add(key);
        }
    }

    Pool of(int key) {
        return ofKey[key];
    }

    /** In the order in which their first keys come. */
    List<Pool> all() {
        return pools;
    }

    private Pool pool(int key) {
        JobRule job = keys.job(key);
        if (!(job.strategy() instanceof Spread)) {
            return pool(job.strategy(), all, key);
        }
        Pool known = ofJob[keys.jobPlace(key)];
        Pool pool = known == null ? pool(job.strategy(), all, key) : known;
        ofJob[keys.jobPlace(key)] = pool;
        return pool;
    }

    private Pool pool(Strategy strategy, BitSet collectors, int key) {
        return switch (strategy) {
            case Spread spread -> pool(new Place(spread, collectors));
            case Affinity affinity -> {
                BitSet matching = matching(affinity, collectors, key);
                yield matching.isEmpty()
                        ? otherwise(affinity, collectors, key)
                        : pool(affinity.within(), matching, key);
            }
        };
    }

    private Pool otherwise(Affinity affinity, BitSet collectors, int key) {
        return affinity.otherwise().isEmpty()
                ? pool(new Place(new All(), NOBODY))
                : pool(affinity.otherwise().getFirst(), collectors, key);
    }

    /** A label that is not there matches nobody, not even who has an empty tag. */
    private BitSet matching(Affinity affinity, BitSet collectors, int key) {
        String value = keys.label(key, affinity.label());
        return value.isEmpty()
                ? NOBODY
                : byTag.computeIfAbsent(
                                new Tag(collectors, affinity.tag()), tag -> fleet.byValue(collectors, tag.name()))
                        .getOrDefault(value, NOBODY);
    }

    private Pool pool(Place place) {
        return byPlace.computeIfAbsent(place, absent -> {
            Pool pool = new Pool(absent.strategy(), absent.collectors());
            pools.add(pool);
            return pool;
        });
    }

    /** Why there are no collectors for the key. */
    String reason(int key) {
        return reason(keys.job(key).strategy(), all, key);
    }

    private String reason(Strategy strategy, BitSet collectors, int key) {
        if (!(strategy instanceof Affinity affinity) || collectors.isEmpty()) {
            return "no collector may take targets now";
        }
        BitSet matching = matching(affinity, collectors, key);
        if (!matching.isEmpty()) {
            return reason(affinity.within(), matching, key);
        }
        return affinity.otherwise().isEmpty()
                ? mismatch(affinity, keys.label(key, affinity.label()))
                : reason(affinity.otherwise().getFirst(), collectors, key);
    }

    private static String mismatch(Affinity affinity, String value) {
        return value.isEmpty()
                ? "it has no label " + affinity.label() + " to match with collectors' tag " + affinity.tag()
                : "no collector has the tag %s=\"%s\" that its label %s asks for"
                        .formatted(affinity.tag(), value, affinity.label());
    }

    private record Place(Spread strategy, BitSet collectors) {}

    private record Tag(BitSet collectors, String name) {}
}
