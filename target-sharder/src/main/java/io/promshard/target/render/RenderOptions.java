package io.promshard.target.render;

import io.promshard.target.spec.SourceSpec.Deliver;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What the command was called with.
 *
 * @param collectors URLs by id; none if the group's collectors are a service of Consul
 * @param http where target-sharder serves http_sd; empty if collectors read files
 * @param files where collectors read files; empty if they ask target-sharder
 * @param jobs the jobs to spread; none means all that find targets
 * @param leave jobs that stay as they are
 */
record RenderOptions(
        Path config,
        String group,
        Path out,
        String engine,
        String service,
        Map<String, String> collectors,
        String http,
        String files,
        Deliver deliver,
        List<String> jobs,
        List<String> leave) {

    static final String COLLECTOR = "{collector}";

    RenderOptions {
        jobs = List.copyOf(jobs);
        leave = List.copyOf(leave);
    }

    /** Whether each collector has a configuration of its own, as it says there who it is. */
    boolean perCollector() {
        return !collectors.isEmpty() && (http + files).contains(COLLECTOR);
    }

    /** Where a collector finds the targets of a job. */
    String where(String collector, String job) {
        return (http.isEmpty() ? files : http)
                .replace("{group}", group)
                .replace(COLLECTOR, collector)
                .replace("{job}", job);
    }

    /** The label that Prometheus adds by itself to what it gets that way, whatever it was before. */
    String labelOfDelivery() {
        return http.isEmpty() ? "__meta_filepath" : "__meta_url";
    }
}
