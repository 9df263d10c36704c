package io.promshard.target.handover;

import io.promshard.target.assign.Assignment;
import io.promshard.target.handover.EndedMove.Result;
import io.promshard.target.model.TargetSet;
import io.promshard.target.spec.HandoverSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.LongPredicate;

/** Goes once over the keys of a layout, of an assignment and of a set of targets, side by side. */
final class Walk {

    private final Layout before;
    private final Assignment desired;
    private final TargetSet present;
    private final LongPredicate unsure;
    private final Sights sights;
    private final Ledger ledger;
    private final Columns held;

    /** All collectors that hold or shall hold, and where those of either side are among them. */
    private final List<String> collectors;

    private final int[] holders;
    private final int[] owners;
    private final boolean[] dead;
    private final ColumnsBuilder columns;

    private int atHeld;
    private int atDesired;
    private int atMove;
    private int appeared;
    private int vanished;
    private boolean changed;

    Walk(Layout before, Assignment desired, Presence present, Sights sights, HandoverSpec spec) {
        this.before = before;
        this.desired = desired;
        this.present = present.targets();
        this.unsure = present.unsure();
        this.sights = sights;
        this.held = before.columns();
        this.ledger = new Ledger(before.pending(), this.present.size(), sights.now(), spec);
        TreeSet<String> names = new TreeSet<>(before.counts().keySet());
        names.addAll(desired.collectors());
        this.collectors = List.copyOf(names);
        this.holders = places(held.collectors());
        this.owners = places(desired.collectors());
        this.dead = new boolean[collectors.size()];
        for (int i = 0; i < dead.length; i++) {
            dead[i] = sights.isDead(collectors.get(i));
        }
        this.columns = new ColumnsBuilder(collectors, this.present.size());
    }

    Step run() {
        for (int i = 0; i < present.size(); i++) {
            long key = present.key(i);
            leaveBelow(key);
            while (atDesired < desired.size() && desired.key(atDesired) < key) {
                atDesired++;
            }
            boolean decided = atDesired < desired.size() && desired.key(atDesired) == key;
            if (atHeld == before.size() || before.key(atHeld) != key) {
                appear(key, decided);
            } else {
                stay(key, i, decided);
                atHeld++;
            }
        }
        while (atHeld < before.size()) {
            leave();
        }
        return step();
    }

    private Step step() {
        Pending pending = ledger.pending();
        boolean same = !changed && pending.equals(before.pending());
        Layout after = same ? before : new Layout(changed ? columns.build() : held, pending);
        return new Step(after, ledger.started(), ledger.ended(), appeared, vanished);
    }

    private void leaveBelow(long key) {
        while (atHeld < before.size() && before.key(atHeld) < key) {
            leave();
        }
    }

    private void leave() {
        long key = before.key(atHeld);
        List<Move> moves = movesOf(key);
        if (unsure.test(key)) {
            rest(key, moves);
        } else {
            moves.forEach(move -> ledger.end(move, Result.VANISHED));
            vanished++;
            changed = true;
        }
        atHeld++;
    }

    /** Nothing changes for it, and its moves wait. */
    private void rest(long key, List<Move> moves) {
        for (int i = held.first(atHeld); i < held.end(atHeld); i++) {
            columns.hold(holders[held.holder(i)]);
        }
        columns.end(key);
        ledger.keep(moves);
    }

    private void appear(long key, boolean decided) {
        if (decided && desired.owners(atDesired) > 0) {
            for (int n = 0; n < desired.owners(atDesired); n++) {
                columns.hold(owners[desired.owner(atDesired, n)]);
            }
            columns.end(key);
            appeared++;
            changed = true;
        }
    }

    private void stay(long key, int place, boolean decided) {
        List<Move> moves = movesOf(key);
        boolean calm = moves.isEmpty() && (isAsDesired() || (ledger.isFull() && canOnlyWait()));
        if (!decided || calm) {
            rest(key, moves);
        } else {
            String job = present.at(place).getFirst().job();
            List<String> now = before.at(atHeld);
            List<String> next = new KeyStep(key, job, now, desired.at(atDesired), moves, sights, ledger).run();
            next.forEach(holder -> columns.hold(collectors.indexOf(holder)));
            columns.end(key);
            changed |= !next.equals(now);
        }
    }

    private List<Move> movesOf(long key) {
        List<Move> all = before.moves();
        int first = atMove;
        while (atMove < all.size() && all.get(atMove).key() == key) {
            atMove++;
        }
        return all.subList(first, atMove);
    }

    /** Held by all that shall hold it, and by nobody else; or unplaced, in which case it stays as it is. */
    private boolean isAsDesired() {
        int count = desired.owners(atDesired);
        if (count == 0) {
            return true;
        }
        int first = held.first(atHeld);
        int last = held.end(atHeld);
        boolean same = last - first == count;
        for (int i = first; same && i < last; i++) {
            same = isOwner(holders[held.holder(i)]);
        }
        return same;
    }

    private boolean isOwner(int collector) {
        for (int n = 0; n < desired.owners(atDesired); n++) {
            if (owners[desired.owner(atDesired, n)] == collector) {
                return true;
            }
        }
        return false;
    }

    /** Whether all that could be done with it are moves that count as in flight. */
    private boolean canOnlyWait() {
        int first = held.first(atHeld);
        int last = held.end(atHeld);
        boolean alive = last - first == desired.owners(atDesired);
        for (int i = first; alive && i < last; i++) {
            alive = !dead[holders[held.holder(i)]];
        }
        return alive;
    }

    private int[] places(List<String> names) {
        List<Integer> places = new ArrayList<>();
        names.forEach(name -> places.add(collectors.indexOf(name)));
        return places.stream().mapToInt(place -> place).toArray();
    }
}
