package io.promshard.pgw.snapshot;

import io.promshard.pgw.exposition.Exposition;
import io.promshard.pgw.exposition.ExpositionException;
import io.promshard.pgw.exposition.MetricType;
import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.pgw.snapshot.Group.Origin;
import io.promshard.pgw.snapshot.Group.Time;
import io.promshard.shard.membership.Member;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot in the making: groups are found, and metrics that can be of one group only are theirs. The others are open until a
 * {@link Listing} settles them. Mutable, for one thread.
 */
public final class Draft {

    private static final String JOB = "job";
    private static final String INSTANCE = "instance";
    private static final byte[][] JOB_NAME = {{'j', 'o', 'b'}};

    private final Exposition exposition;
    private final List<GroupingKey> ids = new ArrayList<>();
    private final Map<GroupingKey, Time> pushTimes = new LinkedHashMap<>();
    private final Time[] failureTimes;
    private final Shapes shapes;
    private final int[] owners;
    private final List<Open> open = new ArrayList<>();
    private final MetricLabels labels = new MetricLabels();

    private Draft(Exposition exposition) throws ExpositionException {
        this.exposition = exposition;
        this.owners = new int[exposition.size()];
        Arrays.fill(owners, -1);
        for (Exposition.Family family : exposition.families()) {
            if (family.header().name().equals(PushTimes.PUSH)) {
                findGroups(family);
            }
        }
        ids.addAll(pushTimes.keySet());
        this.shapes = new Shapes(ids);
        this.failureTimes = new Time[ids.size()];
        Arrays.fill(failureTimes, Time.NONE);
    }

    static Draft of(Exposition exposition) throws ExpositionException {
        Draft draft = new Draft(exposition);
        for (Exposition.Family family : exposition.families()) {
            draft.distribute(family);
        }
        return draft;
    }

    private void findGroups(Exposition.Family family) throws ExpositionException {
        for (int metric = family.first(); metric < family.end(); metric++) {
            labels.load(exposition, metric);
            SortedMap<String, String> of = labels.toMap();
            if (of.getOrDefault(JOB, "").isEmpty()) {
                throw new ExpositionException("a " + PushTimes.PUSH + " without a job: " + of);
            }
            pushTimes.put(
                    GroupingKey.ofBytes(withoutEmptyInstance(of)),
                    new Time(exposition.scalar(metric, MetricType.GAUGE), metric));
        }
    }

    private static SortedMap<String, String> withoutEmptyInstance(SortedMap<String, String> labels) {
        SortedMap<String, String> rest = new TreeMap<>(labels);
        rest.remove(INSTANCE, "");
        return rest;
    }

    private void distribute(Exposition.Family family) throws ExpositionException {
        String name = family.header().name();
        if (name.equals(PushTimes.PUSH)) {
            return;
        }
        for (int metric = family.first(); metric < family.end(); metric++) {
            labels.load(exposition, metric);
            if (labels.project(JOB_NAME) != null && !(name.equals(PushTimes.FAILURE) && isFailureTime(metric))) {
                owners[metric] = owner(family, metric);
            }
        }
    }

    /** Each group has its own, with just its labels; whatever else bears the name was pushed. */
    private boolean isFailureTime(int metric) throws ExpositionException {
        int group = shapes.group(GroupingKey.ofBytes(withoutEmptyInstance(labels.toMap())));
        if (group >= 0) {
            failureTimes[group] = new Time(exposition.scalar(metric, MetricType.GAUGE), metric);
        }
        return group >= 0;
    }

    /** A group to which no push has ever succeeded has no metrics. */
    private int owner(Exposition.Family family, int metric) throws ExpositionException {
        int[] candidates = Arrays.stream(shapes.owners(labels))
                .filter(group -> pushTime(group) != 0)
                .toArray();
        if (candidates.length == 0) {
            throw new ExpositionException(
                    "a metric of " + family.header().name() + " belongs to no group: " + labels.toMap());
        }
        if (candidates.length > 1) {
            open.add(new Open(
                    metric,
                    family.header().name(),
                    labels.canonical(),
                    Arrays.stream(candidates).boxed().toList()));
        }
        return candidates.length > 1 ? -1 : candidates[0];
    }

    private double pushTime(int group) {
        return push(group).seconds();
    }

    private Time push(int group) {
        return pushTimes.getOrDefault(ids.get(group), Time.NONE);
    }

    /** Whether the group of each metric is known. */
    public boolean isSettled() {
        return open.isEmpty();
    }

    /** The families of the metrics whose group is not known yet: of those a listing must know the series. */
    public Set<String> openFamilies() {
        return open.stream().map(Open::family).collect(Collectors.toSet());
    }

    /** The help text of each family that has one. */
    public Map<String, String> helps() {
        Map<String, String> helps = new HashMap<>();
        for (Exposition.Family family : exposition.families()) {
            @Nullable String help = family.header().help();
            if (help != null) {
                helps.put(family.header().name(), help);
            }
        }
        return helps;
    }

    /** Finds the group of each open metric that the listing tells. */
    public void settle(Listing listing) {
        List<Open> left = new ArrayList<>();
        for (Open metric : open) {
            int owner = owner(metric, listing);
            owners[metric.metric()] = owner;
            if (owner < 0) {
                left.add(metric);
            }
        }
        open.clear();
        open.addAll(left);
    }

    /** A series is in one group only, so that of all that were not pushed meanwhile either one has it or none. */
    private int owner(Open metric, Listing listing) {
        int changed = -1;
        int changes = 0;
        for (int group : metric.candidates()) {
            GroupingKey id = ids.get(group);
            if (!listing.knows(id, pushTime(group))) {
                changed = group;
                changes++;
            } else if (listing.has(id, metric.family(), metric.labels())) {
                return group;
            }
        }
        return changes == 1 ? changed : -1;
    }

    /**
     * Ends the draft. Metrics that are still open go to the group with the most labels among those that may have them, and all of
     * these are marked as not exact.
     */
    public GatewaySnapshot snapshot(Member gateway, Instant takenAt) {
        return snapshot(gateway, takenAt, GroupKeys.UNKNOWN);
    }

    /** Ends the draft with what the gateway's list says of keys and help texts. */
    public GatewaySnapshot snapshot(Member gateway, Instant takenAt, GroupList list) {
        return snapshot(gateway, takenAt, (GroupKeys) list);
    }

    private GatewaySnapshot snapshot(Member gateway, Instant takenAt, GroupKeys keys) {
        BitSet doubtful = new BitSet();
        for (Open metric : open) {
            owners[metric.metric()] = mostLabels(metric.candidates());
            metric.candidates().forEach(doubtful::set);
        }
        open.clear();
        int[][] metrics = metrics();
        Map<GroupingKey, Group> groups = LinkedHashMap.newLinkedHashMap(ids.size());
        for (int i = 0; i < ids.size(); i++) {
            GroupingKey id = ids.get(i);
            Origin origin = keys.of(id, pushTime(i), !doubtful.get(i));
            groups.put(id, new Group(id, origin, push(i), failureTimes[i], metrics[i], exposition));
        }
        return new GatewaySnapshot(gateway, takenAt, exposition, groups);
    }

    private int mostLabels(List<Integer> candidates) {
        int most = candidates.getFirst();
        for (int group : candidates) {
            most = ids.get(group).byteLabels().size()
                            > ids.get(most).byteLabels().size()
                    ? group
                    : most;
        }
        return most;
    }

    /** By group, in the order of the exposition. */
    private int[][] metrics() {
        int[] sizes = new int[ids.size()];
        for (int owner : owners) {
            if (owner >= 0) {
                sizes[owner]++;
            }
        }
        int[][] metrics = Arrays.stream(sizes).mapToObj(int[]::new).toArray(int[][]::new);
        for (int metric = owners.length - 1; metric >= 0; metric--) {
            if (owners[metric] >= 0) {
                metrics[owners[metric]][--sizes[owners[metric]]] = metric;
            }
        }
        return metrics;
    }

    /** A metric that may be of several groups. */
    private record Open(int metric, String family, String labels, List<Integer> candidates) {}
}
