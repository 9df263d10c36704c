package io.promshard.target.agent;

import io.promshard.target.agent.wire.AgentAnswer;
import io.promshard.target.publish.Version;
import io.promshard.target.publish.files.FileStatus;
import io.promshard.target.publish.files.SdDirectory;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Brings answers to the disk, never an older one over a newer one. Used by one thread; its files may be looked at by any. */
final class Applier {

    private final SdDirectory directory;
    private final Memory memory;
    private @Nullable AgentAnswer last;
    private volatile List<FileStatus> files = List.of();

    Applier(SdDirectory directory, Memory memory) {
        this.directory = directory;
        this.memory = memory;
    }

    Remembered remembered() {
        return memory.current();
    }

    /** Whether the version is older than what was accepted before, by this process or one before it. */
    boolean isOld(Version version) {
        return memory.current().accepted().isAfter(version);
    }

    /** Whether nothing was applied since the start, so that the files may be anything. */
    boolean isUnsure() {
        return last == null;
    }

    /**
     * Writes what differs. The version is on the disk as accepted before any file is touched, so that a restart in between takes no
     * older one, and as applied after the last.
     *
     * @return what went wrong; empty if the files are as the answer says
     */
    String apply(AgentAnswer answer) {
        try {
            memory.keep(memory.current().accepting(answer.version()));
            last = answer;
            return hold(answer);
        } catch (IOException e) {
            return "what is applied cannot be remembered: " + e;
        }
    }

    /** Writes again what somebody else changed meanwhile; costs a look at each file. */
    String applyAgain() {
        try {
            return last == null ? "" : hold(last);
        } catch (IOException e) {
            return "what is applied cannot be remembered: " + e;
        }
    }

    List<FileStatus> files() {
        return files;
    }

    private String hold(AgentAnswer answer) throws IOException {
        SdDirectory.Outcome outcome = directory.hold(answer.group(), answer.collector(), answer.lists());
        files = outcome.files();
        Optional<String> error = outcome.error();
        if (error.isEmpty()) {
            memory.keep(memory.current().applied(answer.version()));
        }
        return error.orElse("");
    }
}
