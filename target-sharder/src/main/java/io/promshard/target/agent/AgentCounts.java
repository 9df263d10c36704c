package io.promshard.target.agent;

import io.promshard.target.publish.files.SdDirectory;
import java.util.concurrent.atomic.LongAdder;

/** The counts of one agent. */
final class AgentCounts implements AgentFigures {

    final LongAdder polls = new LongAdder();
    final LongAdder failedPolls = new LongAdder();
    final LongAdder refusedAnswers = new LongAdder();
    final LongAdder failedApplies = new LongAdder();
    private final SdDirectory directory;

    AgentCounts(SdDirectory directory) {
        this.directory = directory;
    }

    @Override
    public long polls() {
        return polls.sum();
    }

    @Override
    public long failedPolls() {
        return failedPolls.sum();
    }

    @Override
    public long refusedAnswers() {
        return refusedAnswers.sum();
    }

    @Override
    public long failedApplies() {
        return failedApplies.sum();
    }

    @Override
    public long filesWritten() {
        return directory.written();
    }
}
