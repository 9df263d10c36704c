package io.promshard.target.web;

import io.promshard.target.handover.HandoverHistory;
import io.promshard.target.handover.Layout;
import io.promshard.target.leadership.Leadership;
import io.promshard.target.model.TargetKey;
import io.promshard.target.model.TargetSet;
import io.promshard.target.reconcile.GroupRuntime;
import io.promshard.target.reconcile.GroupState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Says when series may exist twice, or be missing: whoever queries the collectors has to know. */
@SharderController
final class HandoversController {

    private static final Duration WINDOW = Duration.ofHours(1);
    private static final int LIMIT = 10_000;
    private static final int MOST = 100_000;

    /** Of the targets of a key, the labels of so many are shown. */
    private static final int LABELLED = 10;

    private final GroupLookup lookup;
    private final Leadership leadership;
    private final Clock clock;
    private final Permits permits = new Permits("another request for hand-overs", 4);

    HandoversController(GroupLookup lookup, Leadership leadership, Clock clock) {
        this.lookup = lookup;
        this.leadership = leadership;
        this.clock = clock;
    }

    /** The last hour if no time is given. Who does not decide never says that a time is clear. */
    @GetMapping("/api/v1/handovers")
    Success<HandoverView> handovers(
            @RequestParam(defaultValue = "") String group,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String limit) {
        Instant end = Params.time("to", to, clock.instant());
        Instant begin = Params.time("from", from, end.minus(WINDOW));
        if (begin.isAfter(end)) {
            throw Params.bad("from", from, "before \"to\", which is " + end);
        }
        int size = Params.limit(limit, LIMIT, MOST);
        Collection<GroupRuntime> asked = lookup.groups(group);
        return permits.with(() -> answer(asked, begin, end, size));
    }

    private Success<HandoverView> answer(Collection<GroupRuntime> groups, Instant from, Instant to, int size) {
        RoleView role = RoleView.of(leadership.role());
        List<String> warnings = new ArrayList<>(role.decides() ? List.of() : List.of(role.warning()));
        List<HandoverView.Line> lines = groups.stream()
                .flatMap(group -> lines(group, from, to))
                .limit(size + 1L)
                .toList();
        if (lines.size() > size) {
            warnings.add("results are truncated: there are more than " + size + " hand-overs; see limit");
        }
        return Success.with(
                new HandoverView(
                        from,
                        to,
                        groups.stream()
                                .map(group -> group.state().history().completeSince())
                                .max(Comparator.naturalOrder())
                                .orElse(null),
                        role.decides(),
                        groups.stream().allMatch(group -> isSingle(group.state().layout())),
                        echo(groups),
                        role.decides() && groups.stream().allMatch(group -> isClear(group, from, to)),
                        lines.subList(0, Math.min(size, lines.size())),
                        groups.stream()
                                .flatMap(group -> changes(group, from, to))
                                .limit(size)
                                .toList()),
                warnings);
    }

    /** In seconds, the longest of all groups. */
    private static double echo(Collection<GroupRuntime> groups) {
        return groups.stream()
                .mapToDouble(group ->
                        HandoverHistory.echo(group.spec().handover().interval()).toMillis() / 1000.0)
                .max()
                .orElse(0);
    }

    private static boolean isClear(GroupRuntime group, Instant from, Instant to) {
        GroupState state = group.state();
        return isSingle(state.layout())
                && state.history()
                        .isClear(
                                from,
                                to,
                                state.layout().moves(),
                                group.spec().handover().interval());
    }

    /** A move has one holder more than its key has without. */
    private static boolean isSingle(Layout layout) {
        long holders =
                layout.counts().values().stream().mapToLong(count -> count).sum();
        return holders == layout.size() + layout.moves().size();
    }

    private static Stream<HandoverView.Line> lines(GroupRuntime group, Instant from, Instant to) {
        String name = group.spec().name();
        HandoverHistory history = group.state().history();
        TargetSet targets = group.observe().targets().targets();
        return Stream.concat(
                        history.moves(from, to).stream().map(move -> MoveView.ended(name, move)),
                        group.state().layout().moves().stream()
                                .filter(move -> !move.written().isAfter(to))
                                .map(move -> MoveView.open(name, move)))
                .map(move -> HandoverView.Line.of(move, labels(targets, TargetKey.parse(move.key()))));
    }

    private static List<Map<String, String>> labels(TargetSet targets, long key) {
        return targets.of(key).stream().limit(LABELLED).map(LabelMaps::ofSeries).toList();
    }

    private static Stream<HandoverView.Change> changes(GroupRuntime group, Instant from, Instant to) {
        return group.state().history().changes(from, to).stream()
                .map(change -> HandoverView.Change.of(group.spec().name(), change));
    }
}
