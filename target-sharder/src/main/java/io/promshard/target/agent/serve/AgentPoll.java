package io.promshard.target.agent.serve;

import io.promshard.target.publish.Version;

/**
 * What an agent asks, and says of itself.
 *
 * @param after it wants what is newer than that
 * @param applied what its files are by now
 * @param agent who it is, for people
 * @param error what keeps it from writing files; empty if nothing does
 * @param acceptEncoding the header; empty if there is none
 */
public record AgentPoll(
        String group,
        String collector,
        Version after,
        Version applied,
        String agent,
        String error,
        String acceptEncoding) {

    private static final int LONGEST = 500;

    public AgentPoll {
        agent = cut(agent);
        error = cut(error);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
