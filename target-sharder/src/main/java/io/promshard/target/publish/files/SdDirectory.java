package io.promshard.target.publish.files;

import io.promshard.target.publish.EncodedList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory of file_sd files. One appears whole or not at all, is written only if its content changes, and is never deleted. One
 * that cannot be written keeps what it has, and others are written all the same. Used by one thread.
 */
public final class SdDirectory {

    private static final Logger log = LoggerFactory.getLogger(SdDirectory.class);

    private final FilePattern pattern;
    private final FilePlace place;
    private final Staging staging;
    private final Clock clock;
    private final Map<Path, Entry> entries = new HashMap<>();
    private final LongAdder written = new LongAdder();
    private final LongAdder failed = new LongAdder();

    private SdDirectory(FilePattern pattern, Path root, Staging staging, Clock clock) {
        this.pattern = pattern;
        this.place = new FilePlace(root);
        this.staging = staging;
        this.clock = clock;
    }

    /**
     * Opens one whose root is there.
     *
     * @param staging where files are prepared; empty: below the root, where no file is published
     * @throws IllegalArgumentException if files cannot be published there
     */
    public static SdDirectory open(FilePattern pattern, String staging, Clock clock) {
        try {
            Path root = pattern.root().toRealPath();
            return new SdDirectory(pattern, root, Staging.open(staging, pattern, clock), clock);
        } catch (IOException e) {
            throw new IllegalArgumentException("files cannot be published: " + FileErrors.text(e), e);
        }
    }

    /**
     * Sees to it that each job's file of a collector has its list.
     *
     * @return how each of these files is now, and which were written
     */
    public Outcome hold(String group, String collector, SortedMap<String, EncodedList> lists) {
        List<FileStatus> statuses = new ArrayList<>();
        List<Path> changed = new ArrayList<>();
        lists.forEach((job, list) -> {
            Path relative = pattern.file(group, collector, job);
            Entry entry = entries.computeIfAbsent(relative, path -> entry(group, collector, job, path));
            if (hold(entry, list)) {
                changed.add(entry.file.path());
            }
            statuses.add(entry.status);
        });
        return new Outcome(List.copyOf(statuses), List.copyOf(changed));
    }

    /** Forgets what is known of files of other collectors; the files stay. */
    public void retain(Set<String> collectors) {
        entries.values().removeIf(entry -> !collectors.contains(entry.status.collector()));
    }

    /**
     * Keeps something of the caller's where the files are prepared and no collector looks: all of it or what was there.
     *
     * @param name of any text
     */
    public void keep(String name, byte[] content) throws IOException {
        staging.keep(name, content);
    }

    /** What was kept under that name; nothing if it never was. */
    public Optional<byte[]> kept(String name) throws IOException {
        Path file = staging.kept(name);
        return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    }

    /** How many files were written since the start. */
    public long written() {
        return written.sum();
    }

    /** How many times a file could not be written since the start. */
    public long failed() {
        return failed.sum();
    }

    private Entry entry(String group, String collector, String job, Path relative) {
        SdFile file = new SdFile(relative, place, staging);
        return new Entry(file, new FileStatus(group, collector, job, file.path(), 0, Optional.empty(), 0, ""));
    }

    private boolean hold(Entry entry, EncodedList list) {
        try {
            boolean changed = entry.file.hold(list);
            entry.status = entry.status.good(list.size(), changed ? Optional.of(clock.instant()) : Optional.empty());
            written.add(changed ? 1 : 0);
            return changed;
        } catch (IOException e) {
            fail(entry, list, FileErrors.text(e));
        } catch (UncheckedIOException | SecurityException e) {
            fail(entry, list, e.toString());
        }
        return false;
    }

    private void fail(Entry entry, EncodedList list, String error) {
        if (entry.status.isGood()) {
            log.error("{} keeps what it has, as it cannot be written: {}", entry.status.path(), error);
        }
        entry.status = entry.status.failed(list.size(), error);
        failed.increment();
    }

    /** A file and how it is. */
    private static final class Entry {
        private final SdFile file;
        private FileStatus status;

        Entry(SdFile file, FileStatus status) {
            this.file = file;
            this.status = status;
        }
    }

    /**
     * What became of a collector's lists.
     *
     * @param changed files that were written
     */
    public record Outcome(List<FileStatus> files, List<Path> changed) {

        /** Of the first file that could not be written; empty if all could. */
        public Optional<String> error() {
            return files.stream()
                    .filter(file -> !file.isGood())
                    .map(FileStatus::error)
                    .findFirst();
        }
    }
}
