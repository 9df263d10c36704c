package io.promshard.target.discovery.file;

import io.promshard.shard.http.LimitedInput;
import io.promshard.shard.loop.Surroundings;
import io.promshard.target.discovery.Limits;
import io.promshard.target.discovery.SourceException;
import io.promshard.target.discovery.TargetSource;
import io.promshard.target.discovery.format.JsonGroups;
import io.promshard.target.discovery.format.YamlGroups;
import io.promshard.target.model.DiscoveredTarget;
import io.promshard.target.model.TargetGroup;
import io.promshard.target.spec.SourceSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Files of target groups. All of them together are one answer, so one that cannot be read, or was written by half, fails the source;
 * Prometheus keeps the last good content of that one file. A file that is gone is an answer without its targets, as for Prometheus. A
 * directory that is not there is a failure: something is not mounted.
 *
 * @see <a href="https://github.com/prometheus/prometheus/blob/v3.5.3/discovery/file/file.go">Prometheus' file_sd</a>
 */
public final class FilesSource implements TargetSource {

    private static final String ORIGIN = "__meta_filepath";

    private final SourceSpec.Files spec;
    private final List<FilePattern> patterns;
    private final Limits limits;
    private final Surroundings surroundings;
    private @Nullable DirectoryWatch watch;

    /**
     * A source that reads nothing yet.
     *
     * @throws IllegalArgumentException if a path is none that file_sd can have
     */
    public FilesSource(SourceSpec.Files spec, Limits limits, Surroundings surroundings) {
        this.spec = spec;
        this.patterns = spec.paths().stream().map(FilePattern::of).toList();
        this.limits = limits;
        this.surroundings = surroundings;
    }

    @Override
    public String name() {
        return "files " + String.join(", ", spec.paths());
    }

    @Override
    public List<DiscoveredTarget> read() throws SourceException {
        List<DiscoveredTarget> targets = new ArrayList<>();
        for (Path file : files()) {
            for (TargetGroup group : groups(file)) {
                targets.addAll(new TargetGroup(group.targets(), group.labels().with(ORIGIN, file.toString())).each());
            }
        }
        return targets;
    }

    @Override
    public void watch(Runnable news) {
        DirectoryWatch mine = new DirectoryWatch(
                patterns.stream().map(FilePattern::directory).collect(Collectors.toSet()), news, surroundings);
        watch = mine;
        mine.start();
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.close();
        }
    }

    /** A file that two patterns match counts once. */
    private SortedSet<Path> files() throws SourceException {
        SortedSet<Path> files = new TreeSet<>();
        for (FilePattern pattern : patterns) {
            try {
                files.addAll(pattern.matches());
            } catch (IOException e) {
                throw new SourceException(pattern.directory() + " cannot be listed: " + e, e);
            }
        }
        return files;
    }

    private List<TargetGroup> groups(Path file) throws SourceException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new SourceException(file + ": it is no file");
        }
        try (InputStream content = new LimitedInput(Files.newInputStream(file), limits.bytes(), "it is larger than")) {
            return isJson(file)
                    ? JsonGroups.parse(content, file.toString(), limits)
                    : YamlGroups.parse(content, file.toString(), limits);
        } catch (NoSuchFileException e) {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new SourceException(file + ": it is a link to nothing", e);
            }
            return List.of();
        } catch (IOException e) {
            throw new SourceException(file + ": it cannot be read: " + e, e);
        }
    }

    private static boolean isJson(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".json");
    }
}
