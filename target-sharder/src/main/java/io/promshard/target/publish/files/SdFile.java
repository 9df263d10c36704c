package io.promshard.target.publish.files;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.promshard.target.publish.EncodedList;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One published file, and what we know to be in it. Used by one thread. */
final class SdFile {

    private final Path relative;
    private final FilePlace place;
    private final Staging staging;
    private @Nullable EncodedList known;
    private FileStamp stamp = FileStamp.MISSING;

    SdFile(Path relative, FilePlace place, Staging staging) {
        this.relative = relative;
        this.place = place;
        this.staging = staging;
    }

    Path path() {
        return place.resolve(relative);
    }

    /**
     * Sees to it that the file has that list. Its content is compared only if it may be another than the one that was left there,
     * as at the start.
     *
     * @return whether it had to be written
     */
    boolean hold(EncodedList list) throws IOException {
        if (isKnown(list)) {
            return false;
        }
        FileStamp found = FileStamp.of(path());
        boolean write = !has(list, found);
        stamp = write ? write(list) : found;
        known = list;
        return write;
    }

    private boolean isKnown(EncodedList list) {
        return known != null && list.isSameAs(known) && stamp.equals(FileStamp.of(path()));
    }

    private boolean has(EncodedList list, FileStamp found) throws IOException {
        if (!found.regular() || found.size() != list.json().length) {
            return false;
        }
        try (InputStream content = Files.newInputStream(path(), NOFOLLOW_LINKS)) {
            return Arrays.equals(content.readNBytes(list.json().length + 1), list.json());
        }
    }

    /** How the file is then, taken before it is moved: another writer may replace it at once. */
    private FileStamp write(EncodedList list) throws IOException {
        known = null;
        Path part = staging.write(list.json());
        FileStamp written = FileStamp.of(part);
        try {
            place.move(part, relative);
        } catch (IOException e) {
            staging.discard(part, e);
            throw e;
        }
        return written;
    }
}
