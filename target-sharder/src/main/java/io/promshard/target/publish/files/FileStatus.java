package io.promshard.target.publish.files;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * How a published file is.
 *
 * @param targets how many it shall have
 * @param written when we last wrote it; nothing if it was right already
 * @param failures in a row; 0 if it has what it shall have
 * @param error of the last failure; empty if there is none
 */
public record FileStatus(
        String group,
        String collector,
        String job,
        Path path,
        int targets,
        Optional<Instant> written,
        int failures,
        String error) {

    public boolean isGood() {
        return failures == 0;
    }

    FileStatus good(int nowTargets, Optional<Instant> nowWritten) {
        return new FileStatus(group, collector, job, path, nowTargets, nowWritten.or(() -> written), 0, "");
    }

    FileStatus failed(int nowTargets, String nowError) {
        return new FileStatus(group, collector, job, path, nowTargets, written, failures + 1, nowError);
    }
}
