package io.promshard.target.discovery.file;

import io.promshard.shard.loop.Loop;
import io.promshard.shard.loop.Surroundings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of anything that happens in some directories, on a thread of its own; one that is not there is looked for each second. Where
 * the system gives no watches it says so once and tells nothing: whoever listens must look by himself now and then anyway.
 */
final class DirectoryWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DirectoryWatch.class);
    private static final long LOOK_MILLIS = 1_000;
    private static final WatchEvent.Kind<?>[] ALL = {
        StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY, StandardWatchEventKinds.ENTRY_DELETE
    };

    private final Set<Path> directories;
    private final Runnable news;
    private final Loop loop;
    private final Map<Path, WatchKey> keys = new HashMap<>();
    private @Nullable WatchService service;

    DirectoryWatch(Set<Path> directories, Runnable news, Surroundings surroundings) {
        this.directories = Set.copyOf(directories);
        this.news = news;
        this.loop = new Loop("watch of " + directories, surroundings);
    }

    void start() {
        loop.start(this::step, defect -> {});
    }

    @Override
    public void close() {
        loop.close();
        try {
            if (service != null) {
                service.close();
            }
        } catch (IOException e) {
            log.warn("the watch of {} cannot be closed: {}", directories, e.toString());
        }
    }

    private void step() throws InterruptedException {
        WatchService events = service();
        boolean appeared = directories.stream()
                        .filter(directory -> watchesAnew(directory, events))
                        .count()
                > 0;
        WatchKey key = appeared ? null : events.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        if (key != null) {
            key.pollEvents();
            key.reset();
        }
        if (appeared || key != null) {
            news.run();
        }
    }

    /** A key is no longer valid once its directory was deleted. */
    private boolean watchesAnew(Path directory, WatchService events) {
        WatchKey key = keys.get(directory);
        if ((key != null && key.isValid()) || !Files.isDirectory(directory)) {
            return false;
        }
        try {
            keys.put(directory, directory.register(events, ALL));
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("there is no watch of " + directory, e);
        }
    }

    private WatchService service() {
        WatchService opened = service;
        if (opened == null) {
            try {
                opened = FileSystems.getDefault().newWatchService();
            } catch (IOException e) {
                throw new UncheckedIOException("the system gives no watch of files", e);
            }
            service = opened;
        }
        return opened;
    }
}
