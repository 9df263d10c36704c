package io.promshard.target.publish.files;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a look at a file without opening it says. While it stays the same nobody has touched the file.
 *
 * @param key device and inode
 */
record FileStamp(
        boolean regular,
        long size,
        FileTime modified,
        @Nullable String key) {

    /** Of no file. */
    static final FileStamp MISSING = new FileStamp(false, -1, FileTime.fromMillis(0), null);

    /** Of whatever is there, a link itself and not what it leads to. */
    static FileStamp of(Path file) {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS);
            return new FileStamp(
                    found.isRegularFile(),
                    found.size(),
                    found.lastModifiedTime(),
                    Objects.toString(found.fileKey(), null));
        } catch (IOException e) {
            return MISSING;
        }
    }
}
