package io.promshard.target.assign;

import io.promshard.target.assign.Remark.FewerReplicas;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Counts, job by job, the placed keys that have fewer collectors than replicas are wanted. */
final class Shortfalls {

    private final KeyTable table;
    private final int[] keys;
    private final int[] least;

    private Shortfalls(KeyTable table) {
        this.table = table;
        this.keys = new int[table.jobs().size()];
        this.least = new int[keys.length];
        Arrays.fill(least, Integer.MAX_VALUE);
    }

    static List<FewerReplicas> of(KeyTable table, Assignment assignment) {
        Shortfalls shortfalls = new Shortfalls(table);
        for (int key = 0; key < table.size(); key++) {
            shortfalls.add(table.jobPlace(key), assignment.owners(key));
        }
        return shortfalls.remarks();
    }

    private void add(int job, int owners) {
        if (owners > 0 && owners < table.jobs().get(job).replicas()) {
            keys[job]++;
            least[job] = Math.min(least[job], owners);
        }
    }

    private List<FewerReplicas> remarks() {
        List<FewerReplicas> remarks = new ArrayList<>();
        for (int job = 0; job < keys.length; job++) {
            if (keys[job] > 0) {
                JobRule rule = table.jobs().get(job);
                remarks.add(new FewerReplicas(rule.name(), rule.replicas(), keys[job], least[job]));
            }
        }
        return remarks;
    }
}
