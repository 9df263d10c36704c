package io.promshard.target.handover;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is under way in a layout.
 *
 * @param moves sorted by key
 * @param removals by collector, when keys were last taken from it
 * @param rests by key, which move failed and when it may be tried again
 * @param contested collectors whose reports decide which of them keys are taken from
 */
record Pending(List<Move> moves, Map<String, Instant> removals, Map<Long, Rest> rests, Set<String> contested) {

    static final Pending NONE = new Pending(List.of(), Map.of(), Map.of(), Set.of());
}
