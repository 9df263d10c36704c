package io.promshard.target.discovery.plugin;

import io.promshard.target.model.TargetGroup;
import java.util.List;
import java.util.Map;

/**
 * Knows targets: the interface to implement for an inventory that none of the other sources can read. Each source gets an instance of
 * its own, which one thread at a time calls; found by {@link java.util.ServiceLoader}, it has a constructor without parameters.
 *
 * <pre>{@code
 * public final class RackProvider implements TargetProvider {
 *     public String name() {
 *         return "racks";
 *     }
 *
 *     public List<TargetGroup> targets(Map<String, String> settings) throws IOException {
 *         List<String> addresses = Files.readAllLines(Path.of(settings.get("file")));
 *         return List.of(new TargetGroup(addresses, Labels.of("rack", "r7")));
 *     }
 * }
 * }</pre>
 */
public interface TargetProvider {

    /** What the configuration calls it; the same always. */
    String name();

    /**
     * All targets that there are now. It may take as long as {@link PluginSource} allows, and is interrupted then.
     *
     * @param settings of the source, as they stand in the configuration
     * @throws Exception whatever went wrong: the source keeps its last good targets, and the message is shown
     */
    List<TargetGroup> targets(Map<String, String> settings) throws Exception;
}
