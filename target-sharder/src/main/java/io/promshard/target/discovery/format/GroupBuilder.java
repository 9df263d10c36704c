package io.promshard.target.discovery.format;

import io.promshard.shard.labels.Labels;
import io.promshard.target.discovery.Limits;
import io.promshard.target.discovery.SourceException;
import io.promshard.target.model.TargetGroup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects the groups of one text, and refuses what goes beyond the limits; its messages say where. */
final class GroupBuilder {

    private final String place;
    private final Limits limits;
    private final List<TargetGroup> groups = new ArrayList<>();
    private List<String> targets = new ArrayList<>();
    private Map<String, String> labels = new HashMap<>();
    private int all;

    GroupBuilder(String place, Limits limits) {
        this.place = place;
        this.limits = limits;
    }

    /** Puts one to the group; empty is allowed here. */
    void target(String address) throws SourceException {
        refuse(limits.wrongAddress(address));
        if (++all > limits.targets()) {
            throw wrong("there are more than " + limits.targets() + " targets");
        }
        targets.add(address);
    }

    /** Puts one to the group; the last of a name counts. */
    void label(String name, String value) throws SourceException {
        refuse(limits.wrongLabel(name, value));
        labels.put(name, value);
        if (labels.size() > limits.labels()) {
            throw wrong("there are more than " + limits.labels() + " labels");
        }
    }

    boolean hasLabel(String name) {
        return labels.containsKey(name);
    }

    void forgetTargets() {
        all -= targets.size();
        targets = new ArrayList<>();
    }

    void forgetLabels() {
        labels = new HashMap<>();
    }

    /** Ends the group. */
    void end() {
        groups.add(new TargetGroup(targets, Labels.of(labels)));
        targets = new ArrayList<>();
        labels = new HashMap<>();
    }

    List<TargetGroup> groups() {
        return groups;
    }

    /** Something is wrong with the group that is being read. */
    SourceException wrong(String what) {
        return new SourceException(place + ": group " + (groups.size() + 1) + ": " + what);
    }

    /** Something is wrong with the text as a whole. */
    SourceException unreadable(String what) {
        return new SourceException(place + ": " + what);
    }

    private void refuse(Optional<String> wrong) throws SourceException {
        if (wrong.isPresent()) {
            throw wrong(wrong.get());
        }
    }
}
