package io.promshard.target.snippet;

import io.promshard.target.groups.Durations;
import io.promshard.target.publish.files.FilePattern;
import io.promshard.target.spec.GroupSpec;
import io.promshard.target.spec.JobSpec;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The {@code scrape_configs} of a collector: for each job of its group where its targets are. All else about a job, such as
 * relabelling and credentials, is for the operator to add; it can stand in a file that {@code scrape_config_files} names.
 */
public final class ScrapeConfigs {

    /** A change reaches a collector at most so much later, and 5 s more that Prometheus takes itself. */
    private static final String REFRESH = "5s";

    private ScrapeConfigs() {}

    /**
     * Of a collector that asks by http_sd.
     *
     * @param sharder any of them, or what stands in front of them all
     */
    public static String http(GroupSpec group, String collector, URI sharder) {
        String base = sharder.toString().replaceFirst("/+$", "") + "/sd/" + encoded(group.name()) + "/"
                + encoded(collector) + "/";
        return of(group, job -> """
                    http_sd_configs:
                      - url: %s
                        refresh_interval: %s
                """.formatted(quoted(base + encoded(job)), REFRESH));
    }

    /** Of a collector that reads the files of a pattern. */
    public static String files(GroupSpec group, String collector, FilePattern files) {
        return of(group, job ->
                """
                    file_sd_configs:
                      - files: [%s]
                """.formatted(quoted(files.path(group.name(), collector, job).toString())));
    }

    private static String of(GroupSpec group, UnaryOperator<String> discovery) {
        String interval = Durations.text(group.handover().interval());
        return group.jobs().stream()
                .map(JobSpec::name)
                .map(job -> "  - job_name: " + quoted(job) + "\n    scrape_interval: " + interval + "\n"
                        + discovery.apply(job))
                .collect(Collectors.joining("", "scrape_configs:\n", ""));
    }

    /** Spaces are {@code %20} in a path. */
    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
