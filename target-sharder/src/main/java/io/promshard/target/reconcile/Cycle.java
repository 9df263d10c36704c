package io.promshard.target.reconcile;

import io.promshard.target.collector.CollectorStates;
import io.promshard.target.handover.Handover;
import io.promshard.target.handover.HandoverHistory;
import io.promshard.target.handover.Presence;
import io.promshard.target.handover.Step;
import io.promshard.target.leadership.Takeover;
import io.promshard.target.leadership.Takeover.Verdict;
import io.promshard.target.model.Target;
import io.promshard.target.publish.Version;
import io.promshard.target.report.Reports;
import io.promshard.target.spec.GroupSpec;
import java.util.List;

/** One turn of a group whose decisions are made here: a pure function of how it stood and what is seen now. */
final class Cycle {

    private final GroupSpec spec;
    private final Planner planner;
    private final Takeover takeover;

    Cycle(GroupSpec spec, Takeover takeover) {
        this.spec = spec;
        this.planner = new Planner(spec);
        this.takeover = takeover;
    }

    /** What holds after this turn, decided in that term. */
    GroupState next(GroupState before, Observation seen, long term) {
        GroupState looked = look(before, seen);
        if (!seen.settled()) {
            return looked.waitingFor(unsettled(seen));
        }
        if (!looked.states().started()) {
            return looked.waitingFor("the collectors are not there yet");
        }
        Plan plan = plan(looked, seen);
        return switch (judge(looked, plan, seen.reports())) {
            case Verdict.Wait wait -> looked.waitingFor(wait.reason());
            case Verdict.Act act -> act(looked, plan, seen, term);
        };
    }

    /** What holds after a turn in which another decides, or nobody: what was decided, with the targets that are known here. */
    GroupState follow(GroupState before, Observation seen) {
        GroupState looked = look(before, seen);
        if (!looked.edition().exists()) {
            return looked.waitingFor("no leader has decided yet");
        }
        return seen.settled() ? looked.publishing(Editions.of(looked, seen, spec)) : looked.waitingFor(unsettled(seen));
    }

    private static String unsettled(Observation seen) {
        return "sources have not answered yet, of the jobs " + seen.targets().incomplete();
    }

    private GroupState look(GroupState before, Observation seen) {
        CollectorStates states = before.states()
                .step(
                        seen.members(),
                        seen.source(),
                        seen.orders().drains(),
                        before.layout().counts().keySet(),
                        seen.now(),
                        spec.collectors());
        HandoverHistory history =
                before.history().with(List.of(), states.changesFrom(before.states(), seen.now()), seen.now());
        return before.seen(states, history);
    }

    private Plan plan(GroupState state, Observation seen) {
        boolean nobody = state.states().counting().isEmpty();
        return nobody ? state.plan() : planner.next(state, seen);
    }

    /** What collectors report is only gone through while it decides: that is work of a size with the layout. */
    private Verdict judge(GroupState state, Plan plan, Reports reports) {
        boolean beyondDoubt =
                state.cycle() >= takeover.cycles() || state.layout().size() == 0;
        return beyondDoubt
                ? new Verdict.Act()
                : takeover.judge(
                        state.cycle(),
                        plan.assignment(),
                        Found.reported(reports),
                        reports.latest().keySet());
    }

    private GroupState act(GroupState state, Plan plan, Observation seen, long term) {
        Step step = Handover.step(
                state.layout(),
                plan.assignment(),
                new Presence(seen.targets().targets(), key -> mayBeThere(key, state, seen)),
                state.states(),
                seen.reports(),
                seen.now(),
                spec.handover());
        Edition edition = Editions.of(state, seen, spec);
        Version last = edition.version();
        boolean same = edition.equals(state.edition()) && step.after().equals(state.layout()) && last.term() == term;
        return new GroupState(
                state.states(),
                plan,
                step.after(),
                state.history().with(step.ended(), List.of(), seen.now()),
                same ? edition : edition.at(new Version(term, last.generation() + 1)),
                state.cycle() + 1,
                "");
    }

    /** Whether a key that is no target here may be one of a source that has not answered yet: collectors scrape it by its last lists. */
    private static boolean mayBeThere(long key, GroupState before, Observation seen) {
        List<Target> last = before.edition().targets().of(key);
        return !seen.targets().incomplete().isEmpty()
                && (last.isEmpty()
                        || last.stream()
                                .anyMatch(target -> seen.targets().incomplete().contains(target.job())));
    }
}
