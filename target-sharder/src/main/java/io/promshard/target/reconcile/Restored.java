package io.promshard.target.reconcile;

import io.promshard.target.assign.Assignment;
import io.promshard.target.collector.CollectorStates;
import io.promshard.target.collector.CollectorStatus;
import io.promshard.target.handover.Layout;
import io.promshard.target.leadership.Takeover;
import io.promshard.target.leadership.snapshot.GroupContent;
import io.promshard.target.model.Collector;
import io.promshard.target.publish.Version;
import io.promshard.target.report.Reports;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;

/** How a group stands by what another has written down, and by what collectors report. */
final class Restored {

    private Restored() {}

    /** By the word of the leader. */
    static GroupState learned(GroupState state, Version version, GroupContent content) {
        return new GroupState(
                state.states(),
                state.plan(),
                Contents.layout(content),
                state.history(),
                state.edition().at(version),
                0,
                state.waiting());
    }

    /** As the successor of whoever led: what collectors scrape counts besides what was written down, so that nothing is forgotten. */
    static GroupState takenOver(GroupState state, Reports reports, Instant now) {
        Assignment noted = Found.held(state.layout());
        Assignment held = Takeover.begin(noted, Found.reported(reports));
        Layout layout = Layout.of(
                Found.keys(held), state.layout().moves(), state.layout().rests());
        return new GroupState(
                resumed(state.states(), layout.counts().keySet(), now),
                Plan.startingFrom(Found.settled(layout)),
                layout,
                state.history().restartedAt(now),
                state.edition(),
                layout.size() == 0 ? GroupState.ITS_OWN : 0,
                "it has only just begun to lead");
    }

    /** Whoever holds targets counts, however short the membership has been watched. */
    private static CollectorStates resumed(CollectorStates states, Set<String> holders, Instant now) {
        Collection<Collector> known = states.all().values().stream()
                .map(CollectorStatus::collector)
                .filter(collector -> holders.contains(collector.id()))
                .toList();
        return states.started() || known.isEmpty() ? states : CollectorStates.resumed(known, now);
    }
}
