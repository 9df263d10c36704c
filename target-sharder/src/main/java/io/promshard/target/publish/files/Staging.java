package io.promshard.target.publish.files;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where files are prepared: a directory on the file system of those that are published, so that a file moves there in one step, and
 * one that no collector watches, since Prometheus reads all of its files again when anything appears beside them.
 */
final class Staging {

    private static final int LONGEST_NAME = 200;
    private static final String SUFFIX = ".part";
    private static final Duration ABANDONED_AFTER = Duration.ofMinutes(10);

    /** Parts of names, so that neither two of us nor two processes take the same one. */
    private static final AtomicLong COUNT = new AtomicLong();

    private final Path directory;

    private Staging(Path directory) {
        this.directory = directory;
    }

    /**
     * Makes the directory if need be, and removes from it what a killed process left behind some time ago.
     *
     * @throws IllegalArgumentException if nothing can be prepared there for the files of the pattern
     */
    static Staging open(String configured, FilePattern files, Clock clock) {
        Path directory = configured.isEmpty() ? files.root().resolve(".target-sharder") : Path.of(configured);
        if (!directory.isAbsolute() || files.mayPublishIn(files.root(), directory.normalize())) {
            throw new IllegalArgumentException("staging must be an absolute path of a directory into which no file of "
                    + files + " goes, as collectors read all again when something appears there, got: " + directory);
        }
        try {
            Files.createDirectories(directory);
            requireSameFileSystem(directory, files.root());
            if (files.mayPublishIn(files.root().toRealPath(), directory.toRealPath())) {
                throw new IllegalArgumentException(
                        "staging leads to a directory of the files of " + files + ": " + directory);
            }
            removeAbandoned(directory, clock.instant().minus(ABANDONED_AFTER));
        } catch (IOException e) {
            throw new IllegalArgumentException("files cannot be staged: " + FileErrors.text(e), e);
        }
        return new Staging(directory);
    }

    private static void requireSameFileSystem(Path directory, Path root) throws IOException {
        if (!Files.getAttribute(directory, "unix:dev").equals(Files.getAttribute(root, "unix:dev"))) {
            throw new IllegalArgumentException("staging must be on the file system of the files, so that these can be"
                    + " replaced in one step: " + directory + " is on another one than " + root);
        }
    }

    private static void removeAbandoned(Path directory, Instant before) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            for (Path part : left) {
                if (Files.getLastModifiedTime(part, NOFOLLOW_LINKS).toInstant().isBefore(before)) {
                    Files.deleteIfExists(part);
                }
            }
        }
    }

    /** Puts the bytes on the disk, readable for all, in a file that nobody knows yet. */
    Path write(byte[] bytes) throws IOException {
        if (!Files.exists(directory)) {
            Files.createDirectory(directory);
        }
        Path part = directory.resolve(
                ProcessHandle.current().pid() + "-" + System.nanoTime() + "-" + COUNT.incrementAndGet() + SUFFIX);
        try (FileChannel channel = FileChannel.open(part, CREATE_NEW, WRITE)) {
            Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-r--r--"));
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        } catch (IOException e) {
            discard(part, e);
            throw e;
        }
        return part;
    }

    /** Keeps something beside the files for ourselves, whole or as it was. */
    void keep(String name, byte[] bytes) throws IOException {
        Path part = write(bytes);
        try {
            Files.move(part, kept(name), ATOMIC_MOVE);
        } catch (IOException e) {
            discard(part, e);
            throw e;
        }
        try (FileChannel channel = FileChannel.open(directory, READ)) {
            channel.force(true);
        }
    }

    /** Where a thing is kept. */
    Path kept(String name) {
        return directory.resolve(FileNameText.of(name, "", LONGEST_NAME) + ".kept");
    }

    /** Removes what could not be finished or moved. */
    void discard(Path part, IOException cause) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}
