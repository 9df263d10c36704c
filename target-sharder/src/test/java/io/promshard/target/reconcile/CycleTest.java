package io.promshard.target.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.shard.labels.Labels;
import io.promshard.shard.membership.Member;
import io.promshard.shard.membership.MembershipView;
import io.promshard.shard.membership.SourceState;
import io.promshard.target.assign.Rebalancing;
import io.promshard.target.assign.Strategy;
import io.promshard.target.discovery.TargetView;
import io.promshard.target.handover.HandoverHistory;
import io.promshard.target.handover.Layout;
import io.promshard.target.leadership.Takeover;
import io.promshard.target.load.LoadBook;
import io.promshard.target.model.DiscoveredTarget;
import io.promshard.target.model.Target;
import io.promshard.target.model.TargetSet;
import io.promshard.target.publish.Version;
import io.promshard.target.report.Reports;
import io.promshard.target.spec.CollectorsSpec;
import io.promshard.target.spec.DeliverySpec;
import io.promshard.target.spec.GroupSpec;
import io.promshard.target.spec.GuardSpec;
import io.promshard.target.spec.HandoverSpec;
import io.promshard.target.spec.JobSpec;
import io.promshard.target.spec.LoadSpec;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a turn makes of how a group stood and what is seen: above all, what it leaves alone. */
class CycleTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration SETTLE = Duration.ofSeconds(10);
    private static final TargetSet TARGETS = targets("a", 20);

    private static final TargetSet BOTH =
            TargetSet.of(Stream.concat(TARGETS.targets().stream(), targets("b", 4).targets().stream())
                    .toList());

    private final Cycle sticky = new Cycle(spec(new Strategy.LeastSeries(0.5), "a", "b"), Takeover.STANDARD);
    private final Cycle cycle = new Cycle(spec("a"), Takeover.STANDARD);
    private final GroupState nothing = GroupState.beginning(HandoverHistory.startingAt(START, 10, Duration.ofDays(1)));

    @Test
    void nothingIsPublishedBeforeEverySourceHasAnswered() {
        GroupState state = settled(cycle, seen(TARGETS, false, Duration.ZERO, "a"));

        assertThat(state.waiting()).contains("sources").contains("a");
        assertThat(state.edition().exists()).isFalse();
        assertThat(state.layout().size()).isZero();
    }

    @Test
    void nothingIsPublishedBeforeTheCollectorsHaveSettled() {
        GroupState state = cycle.next(nothing, seen(TARGETS, true, Duration.ZERO), 7);

        assertThat(state.waiting()).contains("collectors");
        assertThat(state.edition().exists()).isFalse();
    }

    @Test
    void thenEachTargetIsHeldByOneCollector() {
        GroupState state = settled(cycle, seen(TARGETS, true, Duration.ZERO));

        assertThat(state.waiting()).isEmpty();
        assertThat(state.edition().version()).isEqualTo(new Version(7, 1));
        assertThat(state.edition().collectors()).containsExactly("10.0.0.1:9090", "10.0.0.2:9090");
        assertThat(state.layout().size()).isEqualTo(TARGETS.size());
        assertThat(IntStream.range(0, TARGETS.size())
                        .mapToObj(i -> state.layout().at(i)))
                .allSatisfy(holders -> assertThat(holders).hasSize(1));
    }

    @Test
    void whereNothingIsNewNothingIsPublished() {
        GroupState before = settled(cycle, seen(TARGETS, true, Duration.ZERO));

        GroupState after = cycle.next(before, seen(TARGETS, true, SETTLE.multipliedBy(2)), 7);

        assertThat(after.edition()).isEqualTo(before.edition());
        assertThat(after.layout()).isSameAs(before.layout());
        assertThat(after.plan()).isSameAs(before.plan());
    }

    @Test
    void aNewTermIsNewsEvenIfNothingElseIs() {
        GroupState before = settled(cycle, seen(TARGETS, true, Duration.ZERO));

        GroupState after = cycle.next(before, seen(TARGETS, true, SETTLE.multipliedBy(2)), 8);

        assertThat(after.edition().version()).isEqualTo(new Version(8, 2));
    }

    @Test
    void aJobOfWhichASourceNeverAnsweredIsNotSpokenOf() {
        Cycle two = new Cycle(spec("a", "b"), Takeover.STANDARD);

        GroupState state = settled(two, seen(TARGETS, true, Duration.ZERO, "b"));

        assertThat(state.edition().jobs()).containsExactly("a");
    }

    @Test
    void afterATakeoverTargetsThatNoSourceHasNamedYetStayWhereTheyAre() {
        Layout before = exchanged(settled(sticky, seen(BOTH, true, Duration.ZERO)));
        GroupState taken = takenOver(before);

        GroupState without = sticky.next(taken, seen(TARGETS, true, SETTLE.multipliedBy(2), "b"), 8);
        GroupState more = sticky.next(without, seen(targets("a", 22), true, SETTLE.multipliedBy(3), "b"), 8);
        GroupState with = sticky.next(more, seen(BOTH, true, SETTLE.multipliedBy(4)), 8);

        assertThat(holders(without.layout())).isEqualTo(holders(before));
        assertThat(without.edition().jobs()).containsExactly("a");
        assertThat(holders(with.layout())).isEqualTo(holders(before));
        assertThat(with.layout().moves()).isEmpty();
        assertThat(with.edition().jobs()).containsExactly("a", "b");
    }

    @Test
    void afterAReloadTargetsOfASourceThatHasNotAnsweredAgainStayWhereTheyAre() {
        GroupState decided = settled(sticky, seen(BOTH, true, Duration.ZERO));

        GroupState without = sticky.next(decided, seen(TARGETS, true, SETTLE.multipliedBy(2), "b"), 7);
        GroupState with = sticky.next(without, seen(BOTH, true, SETTLE.multipliedBy(3)), 7);

        assertThat(holders(without.layout())).isEqualTo(holders(decided.layout()));
        assertThat(holders(with.layout())).isEqualTo(holders(decided.layout()));
        assertThat(with.layout().moves()).isEmpty();
    }

    @Test
    void whatASourceThatAnsweredNamesNoMoreIsTakenAlsoWhileAnotherIsSilent() {
        GroupState decided = settled(sticky, seen(BOTH, true, Duration.ZERO));

        GroupState after = sticky.next(decided, seen(targets("a", 15), true, SETTLE.multipliedBy(2), "b"), 7);

        assertThat(after.layout().size()).isEqualTo(15 + 4);
    }

    @Test
    void whatASourceDoesNotNameWhenItAnswersIsTaken() {
        GroupState decided = settled(sticky, seen(BOTH, true, Duration.ZERO));
        GroupState without = sticky.next(decided, seen(TARGETS, true, SETTLE.multipliedBy(2), "b"), 7);

        GroupState after = sticky.next(without, seen(TARGETS, true, SETTLE.multipliedBy(3)), 7);

        assertThat(after.layout().size()).isEqualTo(TARGETS.size());
    }

    @Test
    void aJobThatLeftTheSettingsIsSpokenOfSoThatItsListsBecomeEmpty() {
        GroupState before = settled(cycle, seen(TARGETS, true, Duration.ZERO));

        GroupState after = new Cycle(spec("b"), Takeover.STANDARD)
                .next(before, seen(targets("b", 5), true, SETTLE.multipliedBy(2)), 7);

        assertThat(after.edition().jobs()).containsExactly("a", "b");
        assertThat(after.layout().size()).isEqualTo(5);
    }

    @Test
    void aFollowerPublishesNothingOfItsOwn() {
        GroupState state = cycle.follow(nothing, seen(TARGETS, true, Duration.ZERO));

        assertThat(state.waiting()).contains("no leader");
        assertThat(state.layout().size()).isZero();
    }

    @Test
    void aFollowerPublishesWhatWasDecidedWithTheTargetsThatItKnows() {
        GroupState decided = settled(cycle, seen(TARGETS, true, Duration.ZERO));

        GroupState state = cycle.follow(decided, seen(targets("a", 21), true, SETTLE.multipliedBy(2)));

        assertThat(state.edition().version()).isEqualTo(decided.edition().version());
        assertThat(state.edition().targets().size()).isEqualTo(21);
        assertThat(state.layout()).isSameAs(decided.layout());
    }

    /** As if chance had placed the targets of the second job the other way round. */
    private static Layout exchanged(GroupState state) {
        Map<String, List<Long>> keys = new TreeMap<>();
        Set<String> collectors = state.layout().counts().keySet();
        holders(state.layout()).forEach((key, holder) -> {
            boolean second = BOTH.of(key).getFirst().job().equals("b");
            String to = second
                    ? collectors.stream()
                            .filter(other -> !other.equals(holder))
                            .findFirst()
                            .orElseThrow()
                    : holder;
            keys.computeIfAbsent(to, id -> new ArrayList<>()).add(key);
        });
        Map<String, long[]> columns = new TreeMap<>();
        keys.forEach((id, held) ->
                columns.put(id, held.stream().mapToLong(key -> key).toArray()));
        return Layout.of(columns, List.of());
    }

    private static Map<Long, String> holders(Layout layout) {
        return IntStream.range(0, layout.size())
                .boxed()
                .collect(Collectors.toMap(layout::key, i -> String.join(",", layout.at(i))));
    }

    private GroupState takenOver(Layout layout) {
        GroupState noted = new GroupState(
                settled(sticky, seen(TARGETS, true, Duration.ZERO)).states(),
                Plan.NONE,
                layout,
                nothing.history(),
                Edition.NONE,
                GroupState.ITS_OWN,
                "");
        GroupState taken = Restored.takenOver(noted, Reports.NONE, START.plus(SETTLE));
        return new GroupState(
                taken.states(),
                taken.plan(),
                taken.layout(),
                taken.history(),
                taken.edition(),
                GroupState.ITS_OWN,
                taken.waiting());
    }

    /** After a turn at that moment, and one when the collectors have settled. */
    private GroupState settled(Cycle of, Observation first) {
        Observation later = new Observation(
                first.targets(),
                first.settled(),
                first.members(),
                first.source(),
                first.reports(),
                first.loads(),
                first.orders(),
                first.now().plus(SETTLE));
        return of.next(of.next(nothing, first, 7), later, 7);
    }

    private static Observation seen(TargetSet targets, boolean settled, Duration after, String... incomplete) {
        List<Member> members = Stream.of("http://10.0.0.1:9090", "http://10.0.0.2:9090")
                .map(url -> Member.at(URI.create(url)))
                .toList();
        return new Observation(
                new TargetView(targets, new TreeSet<>(List.of(incomplete))),
                settled,
                MembershipView.of(members, 1),
                new SourceState.InSync(START),
                Reports.NONE,
                LoadBook.EMPTY,
                Orders.NONE,
                START.plus(after));
    }

    private static TargetSet targets(String job, int count) {
        return TargetSet.of(IntStream.range(0, count)
                .mapToObj(i -> DiscoveredTarget.of(Labels.of("__address__", "10.1.0." + i + ":9100")))
                .map(found -> Target.of(job, found, List.of()))
                .toList());
    }

    private static GroupSpec spec(String... jobs) {
        return spec(new Strategy.Ring(), jobs);
    }

    private static GroupSpec spec(Strategy strategy, String... jobs) {
        return new GroupSpec(
                "g",
                new CollectorsSpec("svc", List.of(), 2, SETTLE, Duration.ofSeconds(30), Duration.ofDays(1)),
                "",
                Rebalancing.FULL,
                Stream.of(jobs)
                        .map(job -> new JobSpec(job, List.of(), strategy, List.of(), 1, GuardSpec.STANDARD))
                        .toList(),
                new HandoverSpec(Duration.ofSeconds(5), 500, 0.1, Duration.ofSeconds(1), Duration.ofMinutes(1)),
                new LoadSpec(Duration.ofSeconds(30), 100),
                new DeliverySpec("", "", List.of(), Duration.ofMinutes(1), 1));
    }
}
