package io.promshard.target.reconcile;

import io.promshard.target.assign.Balance;
import io.promshard.target.assign.Balance.Share;
import io.promshard.target.collector.CollectorStatus;
import io.promshard.target.handover.Layout;
import io.promshard.target.model.Target;
import io.promshard.target.model.TargetSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much each collector holds now, hand-overs in progress included, and each job has.
 *
 * @param balance of the collectors on which targets are placed
 * @param collectors all that hold something, by id
 * @param jobs targets that are known, by job; none of a job without any
 */
public record Holdings(Balance balance, SortedMap<String, Share> collectors, SortedMap<String, Integer> jobs) {

    /**
     * Counts; keys of the layout that are no target any more do not.
     *
     * @param weights of the keys of the set, in its order
     */
    static Holdings of(Layout layout, TargetSet targets, double[] weights, Collection<CollectorStatus> collectors) {
        Map<String, Sum> sums = new HashMap<>();
        int at = 0;
        for (int i = 0; i < layout.size(); i++) {
            while (at < targets.size() && targets.key(at) < layout.key(i)) {
                at++;
            }
            if (at < targets.size() && targets.key(at) == layout.key(i)) {
                for (String holder : layout.at(i)) {
                    sums.computeIfAbsent(holder, id -> new Sum())
                            .add(targets.at(at).size(), weights[at]);
                }
            }
        }
        SortedMap<String, Share> shares = new TreeMap<>();
        sums.forEach((id, sum) -> shares.put(id, sum.share(id, 1, Double.POSITIVE_INFINITY)));
        collectors.forEach(status -> shares.put(status.collector().id(), share(status, sums)));
        List<Share> counting = collectors.stream()
                .filter(status -> status.state().counts())
                .map(status -> share(status, sums))
                .toList();
        return new Holdings(new Balance(counting), shares, jobs(targets));
    }

    private static Share share(CollectorStatus status, Map<String, Sum> sums) {
        String id = status.collector().id();
        return sums.getOrDefault(id, new Sum())
                .share(id, status.collector().weight(), status.collector().capacity());
    }

    private static SortedMap<String, Integer> jobs(TargetSet targets) {
        SortedMap<String, Integer> jobs = new TreeMap<>();
        for (Target target : targets.targets()) {
            jobs.merge(target.job(), 1, Integer::sum);
        }
        return jobs;
    }

    /** Of one collector. */
    private static final class Sum {
        private long targets;
        private double series;

        void add(int moreTargets, double moreSeries) {
            targets += moreTargets;
            series += moreSeries;
        }

        Share share(String id, int weight, double capacity) {
            return new Share(id, weight, capacity, targets, series);
        }
    }
}
