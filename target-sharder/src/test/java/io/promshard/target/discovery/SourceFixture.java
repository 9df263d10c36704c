package io.promshard.target.discovery;

import io.promshard.target.model.DiscoveredTarget;
import java.util.List;

/** A source and the place it reads, which a test may change. */
public interface SourceFixture {

    /** The same within a test. */
    TargetSource source();

    /** From now on these are all, each once or as often as it is given. */
    void give(String... addresses) throws Exception;

    /** From now on it cannot be read, until something is given. */
    void spoil() throws Exception;

    static List<String> addresses(List<DiscoveredTarget> targets) {
        return targets.stream()
                .map(target -> target.labels().get("__address__"))
                .toList();
    }
}
