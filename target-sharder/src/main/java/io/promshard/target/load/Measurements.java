package io.promshard.target.load;

import io.promshard.target.report.CollectorReport;
import io.promshard.target.report.ScrapedTarget;
import java.time.Instant;
import java.util.List;

/** Goes through a report key by key, beside loads sorted likewise. */
final class Measurements {

    private final List<ScrapedTarget> targets;
    private final Instant asked;
    private int next;

    Measurements(CollectorReport report) {
        this.targets = report.targets();
        this.asked = report.asked();
    }

    /** Adds the first measurements of keys before that one. */
    void addBelow(long key, List<Load> loads) {
        while (next < targets.size() && targets.get(next).key() < key) {
            addFirst(loads);
        }
    }

    void addRest(List<Load> loads) {
        while (next < targets.size()) {
            addFirst(loads);
        }
    }

    /** The load after this report. */
    Load update(Load load) {
        if (next == targets.size() || targets.get(next).key() != load.key()) {
            return load;
        }
        int first = next;
        double samples = samplesOfNextKey();
        return Double.isNaN(samples) ? load.seenAt(asked) : load.measured(next - first, samples, asked);
    }

    private void addFirst(List<Load> loads) {
        int first = next;
        double samples = samplesOfNextKey();
        if (!Double.isNaN(samples)) {
            loads.add(Load.first(targets.get(first).key(), next - first, samples, asked));
        }
    }

    /** Of all its targets together; not a number if one is down or not known, since the sum would say too little. */
    private double samplesOfNextKey() {
        long key = targets.get(next).key();
        double sum = 0;
        for (; next < targets.size() && targets.get(next).key() == key; next++) {
            ScrapedTarget target = targets.get(next);
            sum += target.isUp() ? target.samples() : Double.NaN;
        }
        return sum;
    }
}
