package io.promshard.target.agent;

import io.promshard.target.agent.wire.AgentAnswer;

/** What became of a question to a sharder. */
sealed interface PollResult {

    /** It has lists. */
    record News(AgentAnswer answer) implements PollResult {}

    /** It has nothing newer. */
    record Nothing() implements PollResult {}

    /** It is not there, does not know, or answers what cannot be used. */
    record Failed(String error) implements PollResult {}
}
