package io.promshard.target.publish.files;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The directories in which files are published, below one root. No link leads out of it. */
final class FilePlace {

    private final Path root;

    /** @param root without links in it, or the real one */
    FilePlace(Path root) {
        this.root = root;
    }

    /** Where a file is, whether it is there or not. */
    Path resolve(Path relative) {
        return root.resolve(relative);
    }

    /** Moves a staged file to its place in one step, over what is there, and has the directory on the disk. */
    void move(Path part, Path relative) throws IOException {
        Path directory = directory(relative);
        Files.move(part, directory.resolve(relative.getFileName()), ATOMIC_MOVE);
        try (FileChannel channel = FileChannel.open(directory, READ)) {
            channel.force(true);
        }
    }

    private Path directory(Path relative) throws IOException {
        requireInside(root.toRealPath(), root);
        Path directory = root;
        for (int i = 0; i < relative.getNameCount() - 1; i++) {
            directory = made(directory.resolve(relative.getName(i)));
        }
        return directory;
    }

    private Path made(Path directory) throws IOException {
        if (!Files.exists(directory, NOFOLLOW_LINKS)) {
            Files.createDirectory(directory);
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Path real = directory.toRealPath();
        requireInside(real, directory);
        return real;
    }

    private void requireInside(Path real, Path named) throws IOException {
        if (!real.startsWith(root)) {
            throw new FileSystemException(named.toString(), null, "a link that leads out of " + root);
        }
    }
}
