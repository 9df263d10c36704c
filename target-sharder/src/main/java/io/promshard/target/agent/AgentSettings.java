package io.promshard.target.agent;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * What an agent is told at its start.
 *
 * @param group of its collector
 * @param collector whose files it keeps
 * @param sharders any number of them, asked in turn; without a slash at the end
 * @param files where the files go: an absolute path with {@code {job}} in it
 * @param staging where they are prepared, and what was applied is remembered; empty: below the files' root
 * @param name who it is, for people
 * @param timeout for a whole answer; longer than sharders let polls wait
 * @param maxBytes of an answer without compression, beyond which it is refused
 */
public record AgentSettings(
        String group,
        String collector,
        List<URI> sharders,
        String files,
        String staging,
        String name,
        Duration timeout,
        int maxBytes) {

    public AgentSettings {
        sharders = List.copyOf(sharders);
        if (sharders.isEmpty()) {
            throw new IllegalArgumentException("an agent needs one sharder to ask at least");
        }
        if (group.isEmpty() || collector.isEmpty()) {
            throw new IllegalArgumentException("an agent needs the names of its group and its collector");
        }
    }
}
