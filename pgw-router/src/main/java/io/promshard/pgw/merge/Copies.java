package io.promshard.pgw.merge;

import io.promshard.pgw.exposition.Exposition;
import io.promshard.pgw.snapshot.Group;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** All copies of one group. Used once; the first two things are told before the last. */
final class Copies {

    private final List<Copy> copies = new ArrayList<>(2);
    private int shown;

    /**
     * A group as one snapshot has it.
     *
     * @param shown the snapshot
     */
    record Copy(Shown shown, Group group) {

        private String gateway() {
            return shown.snapshot().gateway().id();
        }

        private void show(int metric) {
            shown.show(metric, group);
        }
    }

    void add(Copy copy) {
        copies.add(copy);
    }

    /** Of several with one time the first. */
    private Copy latest() {
        return first(Comparator.comparingDouble(copy -> copy.group().pushTime()));
    }

    /** The one that knows of the latest failure. */
    private Copy failed() {
        return first(Comparator.comparingDouble(copy -> copy.group().failureTime()));
    }

    private Copy first(Comparator<Copy> order) {
        Copy best = copies.getFirst();
        for (Copy copy : copies) {
            best = order.compare(copy, best) > 0 ? copy : best;
        }
        return best;
    }

    void show(Siblings siblings) {
        Copy latest = latest();
        for (int metric : latest.group().metrics()) {
            latest.show(metric);
        }
        shown = latest.group().size();
        latest.show(latest.group().pushTimeMetric());
        Copy failed = failed();
        if (failed.group().failureTimeMetric() >= 0) {
            failed.show(failed.group().failureTimeMetric());
        }
        for (Copy copy : copies) {
            if (!copy.equals(latest) && siblings.are(latest.group(), latest.gateway(), copy.group(), copy.gateway())) {
                showBut(latest.group().familyNames(), copy);
            }
        }
    }

    private void showBut(Set<String> families, Copy copy) {
        Exposition exposition = copy.shown().exposition();
        for (int metric : copy.group().metrics()) {
            if (!families.contains(exposition.family(metric).header().name())) {
                copy.show(metric);
                shown++;
            }
        }
    }

    MergedGroup merged() {
        Copy latest = latest();
        List<String> gateways =
                copies.stream().map(Copy::gateway).sorted().distinct().toList();
        return new MergedGroup(
                latest.group().key(),
                latest.gateway(),
                gateways,
                latest.group().pushTime(),
                failed().group().failureTime(),
                shown);
    }
}
