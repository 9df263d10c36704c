package io.promshard.target.render;

import io.promshard.target.spec.SourceSpec.Deliver;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** What the operator should know of a rendering that is right by its rules and may not be what is wanted. */
final class Remarks {

    private static final Pattern THIS_MACHINE = Pattern.compile("(localhost|127\\.[0-9.]+|\\[::1])(:\\d+)?");

    private Remarks() {}

    static List<String> of(SpreadJobs spread, RenderOptions options) throws RenderException {
        List<String> remarks = new ArrayList<>();
        for (ScrapeJob job : spread.jobs()) {
            local(job, remarks);
            for (YamlMap rule : job.rules()) {
                hashes(job, rule, remarks);
                looksAtDelivery(job, rule, options, remarks);
            }
        }
        if (!options.perCollector() && (options.http() + options.files()).contains(RenderOptions.COLLECTOR)) {
            remarks.add("replace {collector} in collector.yml by each collector's own id");
        }
        return remarks;
    }

    private static void local(ScrapeJob job, List<String> remarks) throws RenderException {
        for (Node config : job.settings().items("static_configs")) {
            for (Node target :
                    YamlMap.of(config, "a static_config of job " + job.name()).items("targets")) {
                if (target instanceof ScalarNode address
                        && THIS_MACHINE.matcher(address.getValue()).matches()) {
                    remarks.add("job " + job.name() + " has the target " + address.getValue()
                            + ", which is another one on each collector: --leave " + job.name()
                            + " keeps it on all of them");
                }
            }
        }
    }

    private static void hashes(ScrapeJob job, YamlMap rule, List<String> remarks) {
        if (rule.textOf("action").toLowerCase(Locale.ROOT).equals("hashmod")) {
            remarks.add("job " + job.name()
                    + " has a hashmod rule: if it is there to keep one server's share, take it out first");
        }
    }

    /** The label has the path or URL by which the collector got the target, no more that by which it was discovered. */
    private static void looksAtDelivery(ScrapeJob job, YamlMap rule, RenderOptions options, List<String> remarks) {
        boolean looks = rule.items("source_labels").stream()
                .anyMatch(name ->
                        name instanceof ScalarNode text && text.getValue().equals(options.labelOfDelivery()));
        if (looks && options.deliver() == Deliver.RAW) {
            remarks.add("job " + job.name() + " has a rule on " + options.labelOfDelivery()
                    + ", which on collectors says how target-sharder delivered: use --deliver relabeled, or "
                    + (options.http().isEmpty() ? "--http" : "--files"));
        }
    }
}
