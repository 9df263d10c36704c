package io.promshard.target.render;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Follows {@code scrape_config_files}: jobs of other files are read as if they stood in this one. */
final class ScrapeConfigFiles {

    private static final Pattern WILDCARDS = Pattern.compile("[*?\\[]");

    private ScrapeConfigFiles() {}

    /** @param folder of the configuration, where relative patterns begin */
    static List<ScrapeJob> read(YamlMap configuration, Path folder) throws RenderException {
        List<ScrapeJob> jobs = new ArrayList<>();
        for (Node item : configuration.items("scrape_config_files")) {
            for (Path file : matching(((ScalarNode) item).getValue(), folder)) {
                YamlMap content = YamlText.read(PrometheusFile.text(file), file.toString());
                RelativePaths paths = new RelativePaths(PrometheusFile.folder(file), folder);
                for (Node job : content.items("scrape_configs")) {
                    jobs.add(ScrapeJob.of(paths.rebased(job), file.toString()));
                }
            }
        }
        return jobs;
    }

    /** Sorted by name, as Prometheus reads them. */
    private static List<Path> matching(String pattern, Path folder) throws RenderException {
        Path path = folder.resolve(pattern);
        Path in = PrometheusFile.folder(path);
        String name = String.valueOf(path.getFileName());
        if (WILDCARDS.matcher(in.toString()).find() || name.contains("{")) {
            throw new RenderException("scrape_config_files: \"" + pattern
                    + "\" has wildcards before its last part, or braces: name the folders one by one");
        }
        if (!WILDCARDS.matcher(name).find()) {
            return Files.exists(path) ? List.of(path) : List.of();
        }
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(in, name.replace("[^", "[!"))) {
            found.forEach(files::add);
        } catch (IOException e) {
            throw new RenderException("scrape_config_files: \"" + pattern + "\" cannot be followed: " + e, e);
        }
        return files.stream().sorted().toList();
    }
}
