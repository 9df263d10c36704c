package io.promshard.target.web;

import io.promshard.target.handover.EndedMove;
import io.promshard.target.reconcile.GroupRuntime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Shows the hand-overs that are under way, and the last ones that ended. */
@SharderController
final class MovesController {

    private static final int LIMIT = 100;
    private static final int MOST = 10_000;

    private final GroupLookup lookup;

    MovesController(GroupLookup lookup) {
        this.lookup = lookup;
    }

    /** {@code limit} is of each of the two. */
    @GetMapping("/api/v1/moves")
    Success<Moves> moves(@RequestParam(defaultValue = "") String group, @RequestParam(defaultValue = "") String limit) {
        int size = Params.limit(limit, LIMIT, MOST);
        List<MoveView> open = new ArrayList<>();
        List<MoveView> recent = new ArrayList<>();
        int allOpen = 0;
        for (GroupRuntime runtime : lookup.groups(group)) {
            String name = runtime.spec().name();
            allOpen += runtime.state().layout().moves().size();
            runtime.state().layout().moves().stream()
                    .limit(size - (long) open.size())
                    .forEach(move -> open.add(MoveView.open(name, move)));
            List<EndedMove> ended = runtime.state().history().moves(Instant.MIN, Instant.MAX);
            ended.subList(Math.max(0, ended.size() - size), ended.size())
                    .forEach(move -> recent.add(MoveView.ended(name, move)));
        }
        recent.sort(Collections.reverseOrder((a, b) -> removed(a).compareTo(removed(b))));
        return Success.of(new Moves(allOpen, open, recent.stream().limit(size).toList()));
    }

    private static Instant removed(MoveView move) {
        return move.removed() == null ? Instant.MAX : move.removed();
    }

    /**
     * Hand-overs.
     *
     * @param inFlight how many are under way
     * @param open some of these, by key
     * @param recent the last that ended, the latest first
     */
    record Moves(int inFlight, List<MoveView> open, List<MoveView> recent) {}
}
