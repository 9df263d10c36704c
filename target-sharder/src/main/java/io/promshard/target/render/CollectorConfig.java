package io.promshard.target.render;

import io.promshard.target.spec.SourceSpec.Deliver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.yaml.snakeyaml.nodes.Node;

/** The configuration of a collector: as it was, but jobs that are spread get their targets from target-sharder. */
final class CollectorConfig {

    private final RenderOptions options;

    /** What each job is called in files and URLs. */
    private final Map<String, String> names;

    /** Labels that delivery adds to those that were discovered. A rule that maps names must not see them. */
    private final List<String> added;

    CollectorConfig(RenderOptions options, Map<String, String> names) {
        this.options = options;
        this.names = names;
        this.added = List.of("__meta_sharder_key", options.labelOfDelivery());
    }

    /** @param collector its id, which may stand in where it finds its targets */
    YamlMap of(PrometheusFile file, String collector) throws RenderException {
        List<Node> jobs = new ArrayList<>();
        for (ScrapeJob job : file.jobs()) {
            String name = names.get(job.name());
            jobs.add(name == null ? job.settings().node() : spread(job, options.where(collector, name)));
        }
        return file.root().with("scrape_configs", YamlMap.list(jobs));
    }

    private Node spread(ScrapeJob job, String where) throws RenderException {
        YamlMap settings = job.settings().keep(key -> !ScrapeJob.DISCOVERS.test(key));
        if (options.deliver() == Deliver.RELABELED) {
            settings = settings.keep(key -> !key.equals("relabel_configs"));
        } else if (mapsNamesOfDelivery(job)) {
            settings = settings.with("relabel_configs", withoutLabelsOfDelivery(settings));
        }
        return (options.http().isEmpty()
                        ? settings.with("file_sd_configs", only(YamlMap.EMPTY.with("files", YamlMap.texts(where))))
                        : settings.with(
                                "http_sd_configs",
                                only(YamlMap.EMPTY
                                        .with("url", YamlMap.text(where))
                                        .with("refresh_interval", YamlMap.text("5s")))))
                .node();
    }

    private static Node only(YamlMap map) {
        return YamlMap.list(List.of(map.node()));
    }

    private boolean mapsNamesOfDelivery(ScrapeJob job) throws RenderException {
        for (YamlMap rule : job.rules()) {
            if (rule.textOf("action").equalsIgnoreCase("labelmap") && matchesAny(rule.textOf("regex"))) {
                return true;
            }
        }
        return false;
    }

    /** What this regular expression engine cannot read, Prometheus' may. */
    private boolean matchesAny(String regex) {
        try {
            Pattern names = Pattern.compile(regex);
            return added.stream().anyMatch(name -> names.matcher(name).matches());
        } catch (PatternSyntaxException e) {
            return true;
        }
    }

    private Node withoutLabelsOfDelivery(YamlMap settings) {
        List<Node> rules = new ArrayList<>();
        rules.add(YamlMap.EMPTY
                .with("regex", YamlMap.text(String.join("|", added)))
                .with("action", YamlMap.text("labeldrop"))
                .node());
        rules.addAll(settings.items("relabel_configs"));
        return YamlMap.list(rules);
    }
}
