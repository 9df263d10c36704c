package io.promshard.pgw.merge;

import io.promshard.pgw.exposition.Exposition;
import io.promshard.pgw.snapshot.GatewaySnapshot;
import io.promshard.pgw.snapshot.Group;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A snapshot, and which of its metrics are shown as whose. Mutable while it is merged. */
final class Shown {

    private final GatewaySnapshot snapshot;
    private final @Nullable Group[] owners;
    private final Map<String, Exposition.Family> families = new HashMap<>();

    Shown(GatewaySnapshot snapshot) {
        this.snapshot = snapshot;
        this.owners = new Group[snapshot.exposition().size()];
        for (Exposition.Family family : snapshot.exposition().families()) {
            families.put(family.header().name(), family);
        }
    }

    GatewaySnapshot snapshot() {
        return snapshot;
    }

    Exposition exposition() {
        return snapshot.exposition();
    }

    Map<String, Exposition.Family> families() {
        return families;
    }

    void show(int metric, Group of) {
        owners[metric] = of;
    }

    boolean isShown(int metric) {
        return owners[metric] != null;
    }

    /** When the group of a metric was pushed; for one that is shown. */
    double pushTime(int metric) {
        @Nullable Group owner = owners[metric];
        return owner == null ? 0 : owner.pushTime();
    }
}
