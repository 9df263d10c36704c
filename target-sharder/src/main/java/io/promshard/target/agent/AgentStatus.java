package io.promshard.target.agent;

import io.promshard.target.publish.Version;
import io.promshard.target.publish.files.FileStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How an agent is doing, at a moment.
 *
 * @param accepted the newest version that it began to write
 * @param applied the version that its files are
 * @param contact when a sharder last answered
 * @param failures in a row, of sharders or of the disk
 * @param error of the last turn; empty if it went well
 * @param files of the last answer
 */
public record AgentStatus(
        Version accepted,
        Version applied,
        Optional<Instant> contact,
        int failures,
        String error,
        List<FileStatus> files) {}
