package io.promshard.target.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A group of two collectors with one job, whose targets answer nothing.
 *
 * @param directory with the groups file, the targets, and below {@code sd} what is published
 */
record SmallGroup(Path directory) {

    Path published() {
        return directory.resolve("sd");
    }

    /** The first so many targets there shall be from now on. */
    void targets(int count) throws IOException {
        String text = IntStream.range(0, count)
                .mapToObj(i -> "\"127.1.%d.%d:9\"".formatted(i / 250, 1 + i % 250))
                .collect(Collectors.joining(", ", "[{\"targets\": [", "]}]"));
        Path staged = Files.writeString(directory.resolve("targets.tmp"), text);
        Files.move(staged, directory.resolve("targets.json"), StandardCopyOption.REPLACE_EXISTING);
    }

    /** The groups file. */
    Path configuration() throws IOException {
        return Files.writeString(directory.resolve("groups.yml"), """
                groups:
                  small:
                    collectors: {service: collectors, least: 2, settle: 2s}
                    delivery: {files: "%1$s/{collector}/{job}.json", staging: "%2$s/staging"}
                    jobs:
                      - name: small
                        sources: [{files: "%2$s/targets.json"}]
                """.formatted(published(), directory));
    }

    /**
     * The collector of each target, by the files.
     *
     * @throws IOException if a file is not whole
     */
    Map<String, String> placed() throws IOException {
        Map<String, String> placed = new TreeMap<>();
        for (Path file : files()) {
            String collector = file.getName(file.getNameCount() - 2).toString();
            String text = Files.readString(file);
            if (!text.endsWith("]\n")) {
                throw new IOException(file + " is not whole");
            }
            for (JsonNode group : JsonMapper.shared().readTree(text)) {
                group.path("targets").forEach(target -> placed.put(target.asString(), collector));
            }
        }
        return placed;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(published())) {
            return files.filter(path -> path.toString().endsWith(".json")).toList();
        }
    }
}
