package io.promshard.target.web;

import io.promshard.target.assign.Assignment;
import io.promshard.target.discovery.SourceStatus;
import io.promshard.target.load.LoadBook;
import io.promshard.target.load.WeightOrigin;
import io.promshard.target.model.Target;
import io.promshard.target.model.TargetKey;
import io.promshard.target.model.TargetSet;
import io.promshard.target.reconcile.GroupRuntime;
import io.promshard.target.reconcile.GroupState;
import io.promshard.target.reconcile.Observation;
import io.promshard.target.spec.JobSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Why a key is where it is.
 *
 * @param sources of its job that found one of its targets
 * @param targets the first of them; none if the sources do not know it any more
 * @param series its weight, all its targets together
 * @param weightFrom label, measured, median or fallback
 * @param strategy of its job
 * @param pin the collector that an operator chose; null if none did
 * @param holders who has it now, two while it moves
 * @param wanted who shall have it
 * @param openMove under way; null if none is
 * @param lastMoves the latest first
 * @param unplaced why nobody may take it; null if somebody may
 * @param waiting why nothing is decided now; empty if it is
 */
record Explanation(
        String key,
        String job,
        List<String> sources,
        List<Labelled> targets,
        long series,
        @Nullable String weightFrom,
        String strategy,
        @Nullable String pin,
        List<String> holders,
        List<String> wanted,
        @Nullable MoveView openMove,
        List<MoveView> lastMoves,
        @Nullable String unplaced,
        String waiting) {

    private static final int SHOWN = 20;

    /**
     * A target.
     *
     * @param discovered all labels that the collector gets
     * @param identity what tells it apart
     */
    record Labelled(String address, Map<String, String> discovered, Map<String, String> identity) {
        private static Labelled of(Target target) {
            return new Labelled(target.address(), LabelMaps.of(target.labels()), LabelMaps.of(target.identity()));
        }
    }

    static Explanation of(GroupRuntime group, long key) {
        Observation seen = group.observe();
        GroupState state = group.state();
        TargetSet set = seen.targets().targets();
        List<Target> targets = set.of(key);
        int index = index(set, key);
        List<MoveView> last = lastMoves(group, key);
        String job = targets.isEmpty() ? formerJob(last) : targets.getFirst().job();
        LoadBook loads = seen.loads();
        double fallback = group.spec().load().fallback();
        return new Explanation(
                TargetKey.text(key),
                job,
                sources(group, targets),
                targets.stream().limit(SHOWN).map(Labelled::of).toList(),
                index < 0 ? 0 : Math.round(loads.weights(set, fallback)[index]),
                index < 0 ? null : text(loads.origin(set, index)),
                strategy(group.spec().jobs(), job),
                seen.orders().pins().get(key),
                state.layout().holders(key),
                state.plan().assignment().of(key),
                openMove(group, key),
                last,
                unplaced(state.plan().assignment(), key),
                state.waiting());
    }

    private static int index(TargetSet set, long key) {
        return IntStream.range(0, set.size())
                .filter(i -> set.key(i) == key)
                .findFirst()
                .orElse(-1);
    }

    private static String text(WeightOrigin origin) {
        return origin.name().toLowerCase(Locale.ROOT);
    }

    private static String formerJob(List<MoveView> moves) {
        return moves.isEmpty() ? "" : moves.getFirst().job();
    }

    private static String strategy(List<JobSpec> jobs, String name) {
        return jobs.stream()
                .filter(job -> job.name().equals(name))
                .map(job -> StrategyText.of(job.strategy()))
                .findFirst()
                .orElse("");
    }

    private static List<String> sources(GroupRuntime group, List<Target> targets) {
        return group.discovery().sources().stream()
                .filter(source -> targets.stream().anyMatch(target -> found(source, target)))
                .map(source -> source.index() + ": " + source.source())
                .toList();
    }

    private static boolean found(SourceStatus source, Target target) {
        return source.job().equals(target.job())
                && source.view().targets().stream()
                        .anyMatch(discovered -> discovered.identity().equals(target.identity()));
    }

    private static @Nullable MoveView openMove(GroupRuntime group, long key) {
        return group.state().layout().moves().stream()
                .filter(move -> move.key() == key)
                .findFirst()
                .map(move -> MoveView.open(group.spec().name(), move))
                .orElse(null);
    }

    private static List<MoveView> lastMoves(GroupRuntime group, long key) {
        List<MoveView> moves = new ArrayList<>(group.state().history().moves(Instant.MIN, Instant.MAX).stream()
                .filter(ended -> ended.move().key() == key)
                .map(ended -> MoveView.ended(group.spec().name(), ended))
                .toList());
        return moves.reversed().stream().limit(SHOWN).toList();
    }

    private static @Nullable String unplaced(Assignment assignment, long key) {
        return assignment.unplaced().stream()
                .filter(unplaced -> unplaced.key() == key)
                .findFirst()
                .map(Assignment.Unplaced::reason)
                .orElse(null);
    }
}
