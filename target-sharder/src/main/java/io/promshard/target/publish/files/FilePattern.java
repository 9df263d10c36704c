package io.promshard.target.publish.files;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Where the file of a list is: a path with {@code {group}}, {@code {collector}} and {@code {job}} in it. */
public final class FilePattern {

    private final String text;
    private final Path root;
    private final List<SegmentPattern> below;
    private final Pattern directories;

    private FilePattern(String text, Path root, List<SegmentPattern> below) {
        this.text = text;
        this.root = root;
        this.below = below;
        this.directories = Pattern.compile(below.subList(0, below.size() - 1).stream()
                .map(SegmentPattern::regex)
                .collect(Collectors.joining("/")));
    }

    /**
     * Reads one.
     *
     * @param required names that must be in it, since different ones come and must not share a file
     * @throws IllegalArgumentException if it is not absolute, or lists could share a file
     */
    public static FilePattern parse(String text, Set<String> required) {
        Path path = path(text);
        Path root = path.getRoot();
        List<SegmentPattern> below = new ArrayList<>();
        for (Path segment : path) {
            SegmentPattern pattern = new SegmentPattern(segment.toString());
            if (below.isEmpty() && pattern.names().isEmpty() && !segment.equals(path.getFileName())) {
                root = root.resolve(segment);
            } else {
                below.add(pattern);
            }
        }
        FilePattern pattern = new FilePattern(text, root, List.copyOf(below));
        pattern.requireNames(required);
        return pattern;
    }

    private static Path path(String text) {
        try {
            Path path = Path.of(text);
            if (!path.isAbsolute() || !path.normalize().equals(path) || path.getNameCount() < 2) {
                throw new IllegalArgumentException(
                        "files must be an absolute path without . and .., below some directory, got: \"" + text + '"');
            }
            if (!text.endsWith(".json")) {
                throw new IllegalArgumentException("files must end in .json, got: \"" + text + '"');
            }
            return path;
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("files is no path: " + e.getMessage(), e);
        }
    }

    private void requireNames(Set<String> required) {
        Set<String> there =
                below.stream().flatMap(segment -> segment.names().stream()).collect(Collectors.toSet());
        required.stream()
                .filter(name -> !there.contains(name))
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(
                            "files must name the {" + name + "}, so that no two share a file, got: \"" + text + '"');
                });
    }

    /** The directory that all files are below; it must be there, those below it are made. */
    Path root() {
        return root;
    }

    /** The file of a list. */
    public Path path(String group, String collector, String job) {
        return root.resolve(file(group, collector, job));
    }

    /** The file below {@link #root}. */
    public Path file(String group, String collector, String job) {
        Map<String, String> names = Map.of("group", group, "collector", collector, "job", job);
        return Path.of(below.stream().map(segment -> segment.with(names)).collect(Collectors.joining("/")));
    }

    /**
     * Whether files may be published right in that directory, so that collectors may watch it.
     *
     * @param base the root, written as the directory is
     */
    boolean mayPublishIn(Path base, Path directory) {
        if (!directory.startsWith(base)) {
            return false;
        }
        String relative = StreamSupport.stream(base.relativize(directory).spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
        return directories.matcher(relative).matches();
    }

    @Override
    public String toString() {
        return text;
    }
}
