package io.promshard.target.render;

import io.promshard.target.spec.SourceSpec.Deliver;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.nodes.Node;

/** The group that fits: its collectors, and its jobs with the engine as their source. */
final class GroupConfig {

    private GroupConfig() {}

    static YamlMap of(PrometheusFile file, SpreadJobs spread, RenderOptions options) throws RenderException {
        YamlMap group = YamlMap.EMPTY
                .with("collectors", collectors(options))
                .with(
                        "handover",
                        YamlMap.EMPTY
                                .with("interval", YamlMap.text(Intervals.longest(file, spread.jobs())))
                                .node());
        if (options.files().contains(RenderOptions.COLLECTOR)) {
            group = group.with(
                    "delivery",
                    YamlMap.EMPTY.with("files", YamlMap.text(options.files())).node());
        }
        group = group.with("jobs", jobs(spread, options));
        return YamlMap.EMPTY.with(
                "groups", YamlMap.EMPTY.with(options.group(), group.node()).node());
    }

    private static Node collectors(RenderOptions options) {
        if (!options.service().isEmpty()) {
            return YamlMap.EMPTY
                    .with("service", YamlMap.text(options.service()))
                    .node();
        }
        List<Node> listed = new ArrayList<>();
        options.collectors()
                .forEach((id, url) -> listed.add(YamlMap.EMPTY
                        .with("id", YamlMap.text(id))
                        .with("url", YamlMap.text(url))
                        .node()));
        return YamlMap.list(listed);
    }

    private static Node jobs(SpreadJobs spread, RenderOptions options) {
        List<Node> jobs = new ArrayList<>();
        spread.names().forEach((job, name) -> {
            YamlMap engine = YamlMap.EMPTY.with("url", YamlMap.text(options.engine()));
            if (!name.equals(job)) {
                engine = engine.with("pool", YamlMap.text(job));
            }
            if (options.deliver() == Deliver.RELABELED) {
                engine = engine.with("deliver", YamlMap.text("relabeled"));
            }
            Node source = YamlMap.EMPTY.with("engine", engine.node()).node();
            jobs.add(YamlMap.EMPTY
                    .with("name", YamlMap.text(name))
                    .with("sources", YamlMap.list(List.of(source)))
                    .node());
        });
        return YamlMap.list(jobs);
    }
}
