package io.promshard.target.render;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A {@code prometheus.yml} with the scrape_configs of the files that it names.
 *
 * @param root all of it but scrape_configs and scrape_config_files
 */
record PrometheusFile(YamlMap root, List<ScrapeJob> jobs) {

    PrometheusFile {
        jobs = List.copyOf(jobs);
    }

    static PrometheusFile read(Path file) throws RenderException {
        YamlMap all = YamlText.read(text(file), file.toString());
        List<ScrapeJob> jobs = new ArrayList<>();
        for (Node job : all.items("scrape_configs")) {
            jobs.add(ScrapeJob.of(job, file.toString()));
        }
        jobs.addAll(ScrapeConfigFiles.read(all, folder(file)));
        refuseDoubles(jobs);
        return new PrometheusFile(
                all.keep(key -> !key.equals("scrape_configs") && !key.equals("scrape_config_files")), jobs);
    }

    private static void refuseDoubles(List<ScrapeJob> jobs) throws RenderException {
        Set<String> names = new HashSet<>();
        for (ScrapeJob job : jobs) {
            if (!names.add(job.name())) {
                throw new RenderException("two scrape_configs have the job_name " + job.name());
            }
        }
    }

    static Path folder(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        return Optional.ofNullable(absolute.getParent()).orElse(absolute);
    }

    static String text(Path file) throws RenderException {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new RenderException("cannot read " + file + ": " + e, e);
        }
    }
}
