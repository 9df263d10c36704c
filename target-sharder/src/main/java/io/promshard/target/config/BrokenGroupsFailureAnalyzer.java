package io.promshard.target.config;

import io.promshard.target.groups.BrokenGroupsException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what is wrong with the groups file in place of a stack trace, when the application cannot start with it. */
final class BrokenGroupsFailureAnalyzer extends AbstractFailureAnalyzer<BrokenGroupsException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, BrokenGroupsException cause) {
        return new FailureAnalysis(
                "The groups file cannot be used:\n\n" + cause.getMessage(),
                "Mend what is named above; docs/target-sharder.md has all keys of the file.",
                cause);
    }
}
