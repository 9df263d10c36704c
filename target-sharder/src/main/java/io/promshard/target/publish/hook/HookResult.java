package io.promshard.target.publish.hook;

import java.time.Duration;
import java.util.List;

/**
 * How a run ended.
 *
 * @param error empty if it went well
 * @param output its last lines
 */
record HookResult(String error, Duration took, List<String> output) {

    boolean isGood() {
        return error.isEmpty();
    }
}
