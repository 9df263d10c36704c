package io.promshard.target.spec;

import java.time.Duration;
import java.util.List;

/**
 * How publications reach the collectors; http_sd is always there.
 *
 * @param files where file_sd files are written; empty: nowhere. {@code {group}}, {@code {collector}} and {@code {job}} are replaced
 * @param staging where they are prepared: on the same file system, and not matched by any collector's glob
 * @param hook a command that is run for each collector whose files changed; empty: none
 */
public record DeliverySpec(String files, String staging, List<String> hook, Duration hookTimeout, int hookParallel) {

    public DeliverySpec {
        hook = List.copyOf(hook);
    }
}
