package io.promshard.target.discovery.file;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A path of file_sd: a directory, and a name that may have {@code *}, {@code ?} and {@code [a-z]} and ends in {@code .json}, {@code
 * .yml} or {@code .yaml}. Wildcards match names with a leading dot too, as they do for Prometheus.
 */
record FilePattern(Path directory, String name) {

    private static final String WILDCARDS = "*?[";

    /** @throws IllegalArgumentException if there are wildcards in the directory, or the ending is another */
    static FilePattern of(String path) {
        Path parsed = Path.of(path);
        Path name = Optional.ofNullable(parsed.getFileName()).orElse(parsed);
        Path directory = Optional.ofNullable(parsed.getParent()).orElse(Path.of("."));
        if (hasWildcard(directory.toString())) {
            throw new IllegalArgumentException("only the last part of a path may have wildcards, got: " + path);
        }
        if (!name.toString().toLowerCase(Locale.ROOT).matches(".*\\.(json|yml|yaml)")) {
            throw new IllegalArgumentException("a path must end in .json, .yml or .yaml, got: " + path);
        }
        return new FilePattern(directory, name.toString());
    }

    /**
     * What matches now, in no order, whatever it is; nothing if nothing does.
     *
     * @throws IOException if the directory cannot be read
     */
    List<Path> matches() throws IOException {
        if (!hasWildcard(name)) {
            return named();
        }
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + name.replaceAll("[{}]", "\\\\$0"));
        List<Path> matches = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                if (Optional.ofNullable(file.getFileName()).stream().anyMatch(matcher::matches)) {
                    matches.add(file);
                }
            }
        }
        return matches;
    }

    private List<Path> named() throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new IOException("there is no directory " + directory);
        }
        Path file = directory.resolve(name);
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? List.of(file) : List.of();
    }

    private static boolean hasWildcard(String text) {
        return text.chars().anyMatch(c -> WILDCARDS.indexOf(c) >= 0);
    }
}
