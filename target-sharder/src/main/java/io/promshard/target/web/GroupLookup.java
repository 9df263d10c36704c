package io.promshard.target.web;

import io.promshard.target.collector.CollectorStatus;
import io.promshard.target.model.Target;
import io.promshard.target.model.TargetKey;
import io.promshard.target.model.TargetSet;
import io.promshard.target.reconcile.GroupRuntime;
import io.promshard.target.reconcile.RunningGroups;
import io.promshard.target.spec.JobSpec;
import java.util.Collection;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Finds what a request names. What is not there is refused with what there is. */
@Component
@ConditionalOnProperty(name = "target-sharder.mode", havingValue = "sharder", matchIfMissing = true)
final class GroupLookup {

    private final RunningGroups groups;

    GroupLookup(RunningGroups groups) {
        this.groups = groups;
    }

    GroupRuntime group(String name) {
        return groups.named(name)
                .orElseThrow(() -> RefusedException.notFound("there is no group " + Names.quoted(name) + " but "
                        + Names.of(groups.all().stream()
                                .map(group -> group.spec().name())
                                .toList())));
    }

    /** That one, or all if none is named. */
    Collection<GroupRuntime> groups(String name) {
        return name.isEmpty() ? groups.all() : List.of(group(name));
    }

    /** By id, in whatever state it is. */
    static CollectorStatus collector(GroupRuntime group, String id) {
        var known = group.state().states().all();
        CollectorStatus status = known.get(id);
        if (status == null) {
            throw RefusedException.notFound("group " + Names.quoted(group.spec().name()) + " has no collector "
                    + Names.quoted(id) + " but " + Names.of(known.keySet()));
        }
        return status;
    }

    static JobSpec job(GroupRuntime group, String name) {
        List<JobSpec> jobs = group.spec().jobs();
        return jobs.stream()
                .filter(job -> job.name().equals(name))
                .findFirst()
                .orElseThrow(() -> RefusedException.notFound("group "
                        + Names.quoted(group.spec().name()) + " has no job " + Names.quoted(name) + " but "
                        + Names.of(jobs.stream().map(JobSpec::name).toList())));
    }

    /** The key of a target of the group, which has targets. */
    static long key(GroupRuntime group, TargetSet targets, String text) {
        long key = Params.key("key", text);
        if (targets.of(key).isEmpty()) {
            throw RefusedException.notFound("group " + Names.quoted(group.spec().name()) + " has no target of the key "
                    + Names.quoted(text) + " but " + targets.size() + " others" + example(targets));
        }
        return key;
    }

    private static String example(TargetSet targets) {
        List<Target> all = targets.targets();
        return all.isEmpty() ? "" : ", such as " + TargetKey.text(all.getFirst().key());
    }
}
