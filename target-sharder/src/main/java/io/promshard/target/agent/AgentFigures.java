package io.promshard.target.agent;

/** Counts since the agent's start, for metrics. Any thread may read. */
public interface AgentFigures {

    /** Polls that ended, however. */
    long polls();

    /** Polls that no sharder answered in a way that can be used. */
    long failedPolls();

    /** Answers that were older than what was accepted before. */
    long refusedAnswers();

    /** Answers that could not be written whole. */
    long failedApplies();

    /** Files that were written. */
    long filesWritten();
}
