package io.promshard.pgw.reconcile;

import io.promshard.pgw.reconcile.Action.Complete;
import io.promshard.pgw.reconcile.Action.Delete;
import io.promshard.pgw.reconcile.Action.Move;
import io.promshard.pgw.reconcile.Action.Reason;
import io.promshard.pgw.reconcile.Verdict.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Decides about groups, each by itself, from one observation.
 *
 * <p>Copies older than the group's deletion go, and all of a group that has outlived its time. Of the others the newest survives; each that is older goes once a newer one is in place,
 * at an owner if that is where it shall be. What has no copy at an owner moves there when nobody pushes it any more.
 *
 * <p>Of several owners each shall have the same. One that lacks a family is given it at once: it may be new, and have got only a push that
 * adds to what the others have. Where values differ the newest copy replaces the others once nobody pushes. Until all agree, nobody loses a
 * copy that is as late.
 */
public final class Judge {

    private final Rules rules;
    private final Map<String, Standing> gateways;
    private final double now;

    /**
     * A judge of one observation.
     *
     * @param gateways those that were read: nothing is done to others, nor relied on them
     * @param now in seconds since 1970
     */
    public Judge(Rules rules, Map<String, Standing> gateways, double now) {
        this.rules = rules;
        this.gateways = Map.copyOf(gateways);
        this.now = now;
    }

    public Verdict judge(Sighting group) {
        if (rules.mode() == Mode.OFF) {
            return new Verdict(State.STAYS, List.of());
        }
        List<Action> actions = new ArrayList<>();
        List<Copy> survivors = new ArrayList<>();
        for (Copy copy : group.copies()) {
            if (isDeleted(copy, group)) {
                actions.add(new Delete(group.key(), copy, Reason.TOMBSTONE));
            } else {
                survivors.add(copy);
            }
        }
        State state = survivors.isEmpty() ? State.IN_PLACE : judgeAge(group, survivors, actions);
        return new Verdict(actions.isEmpty() ? state : State.ACTS, actions);
    }

    private State judgeAge(Sighting group, List<Copy> survivors, List<Action> actions) {
        if (now < group.expiresAt()) {
            return judge(group, survivors, actions);
        }
        survivors.forEach(copy -> actions.add(new Delete(group.key(), copy, Reason.EXPIRED)));
        return State.IN_PLACE;
    }

    /**
     * Pushes go to live owners only, where one may have come after the deletion by a clock that is behind. Elsewhere a copy that is not
     * newer than the deletion is one that the deletion did not reach.
     */
    private boolean isDeleted(Copy copy, Sighting group) {
        boolean pushable = group.isOwner(copy.gateway()) && standing(copy) == Standing.LIVE;
        return copy.pushedAt() <= group.deletedAt() - (pushable ? rules.clockTolerance() : 0);
    }

    private State judge(Sighting group, List<Copy> survivors, List<Action> actions) {
        List<Copy> serving =
                survivors.stream().filter(copy -> !isQuarantined(copy)).toList();
        Copy newest = Collections.max(survivors);
        for (Copy copy : survivors) {
            if (isQuarantined(copy) && serving.stream().anyMatch(other -> makesNeedless(other, copy))) {
                actions.add(new Delete(group.key(), copy, Reason.OLDER));
            }
        }
        if (serving.isEmpty() || Collections.max(serving).pushedAt() < newest.pushedAt()) {
            return State.QUARANTINED;
        }
        return judgeServing(group, serving, actions);
    }

    /** Of several owners one that comes back may have just what the others have. */
    private boolean makesNeedless(Copy serving, Copy back) {
        boolean same = isAsLate(back, serving) && back.content().equals(serving.content());
        return serving.isNewerThan(back) && !(hasSeveral() && same);
    }

    private State judgeServing(Sighting group, List<Copy> serving, List<Action> actions) {
        Copy newest = Collections.max(serving);
        List<Copy> placed = serving.stream()
                .filter(copy -> group.isOwner(copy.gateway()) && isAsNew(copy, newest, group))
                .toList();
        boolean whole =
                placed.size() == group.owners().size() && placed.stream().allMatch(copy -> agrees(copy, newest));
        boolean settled = !placed.isEmpty() && (whole || rules.mode() == Mode.DELETE);
        for (Copy copy : serving) {
            boolean spare = hasSeveral() && !whole && isAsLate(copy, newest);
            if (newest.isNewerThan(copy) && !placed.contains(copy) && !spare && mayGo(copy, newest, group)) {
                Reason reason = settled && !group.isOwner(copy.gateway()) ? Reason.MISPLACED : Reason.OLDER;
                actions.add(new Delete(group.key(), copy, reason));
            }
        }
        if (settled) {
            return whole ? State.IN_PLACE : State.STAYS;
        }
        List<Action> completions = completions(group, newest, placed);
        actions.addAll(completions);
        return completions.isEmpty() ? place(group, newest, placed, actions) : State.ACTS;
    }

    private boolean hasSeveral() {
        return rules.sameWithin() > 0;
    }

    /** Of several owners each gets its push a little later, or earlier. */
    private boolean isAsLate(Copy copy, Copy newest) {
        return copy.pushedAt() >= newest.pushedAt() - rules.sameWithin();
    }

    /** Where nothing is moved, an owner's copy that is older and the same is as good. */
    private boolean isAsNew(Copy copy, Copy newest, Sighting group) {
        boolean same = rules.mode() == Mode.DELETE && copy.content().equals(newest.content());
        return group.isOwner(newest.gateway()) && (same || isAsLate(copy, newest));
    }

    /** Values that differ are those of a push that is on its way, while the group is being pushed. */
    private boolean agrees(Copy copy, Copy newest) {
        return copy.content().equals(newest.content())
                || (!lackOne(copy, newest) && !newest.isQuiet(now, rules.quietAfter()));
    }

    private static boolean lackOne(Copy copy, Copy other) {
        return copy.content().lacks(other.content()) || other.content().lacks(copy.content());
    }

    /** Nothing that is there is touched, so it needs no waiting until nobody pushes. */
    private List<Action> completions(Sighting group, Copy newest, List<Copy> placed) {
        List<Action> completions = new ArrayList<>();
        for (Copy copy : placed) {
            if (copy.content().lacks(newest.content())) {
                completions.add(new Complete(group.key(), newest, copy));
            }
            if (newest.content().lacks(copy.content())) {
                completions.add(new Complete(group.key(), copy, newest));
            }
        }
        return completions;
    }

    /** An owner's copy may get the next push at any moment: it goes when that is unlikely, unless a move replaces it. */
    private boolean mayGo(Copy copy, Copy newest, Sighting group) {
        return !group.isOwner(copy.gateway())
                || (rules.mode() == Mode.DELETE && newest.isQuiet(now, rules.quietAfter()));
    }

    private State place(Sighting group, Copy newest, List<Copy> placed, List<Action> actions) {
        if (group.owners().isEmpty()) {
            return State.OWNERLESS;
        }
        if (rules.mode() != Mode.MOVE || newest.pushedAt() <= 0) {
            return State.STAYS;
        }
        if (!newest.isQuiet(now, rules.quietAfter())) {
            return State.ACTIVE;
        }
        List<String> lacking = group.owners().stream()
                .filter(owner -> gateways.get(owner) == Standing.LIVE && lacks(owner, newest, placed))
                .toList();
        lacking.forEach(owner -> actions.add(new Move(group.key(), newest, owner)));
        return lacking.isEmpty() ? State.OWNERLESS : State.ACTS;
    }

    private static boolean lacks(String owner, Copy newest, List<Copy> placed) {
        return placed.stream()
                .noneMatch(
                        copy -> copy.gateway().equals(owner) && copy.content().equals(newest.content()));
    }

    private boolean isQuarantined(Copy copy) {
        return standing(copy) == Standing.QUARANTINED;
    }

    private Standing standing(Copy copy) {
        Standing standing = gateways.get(copy.gateway());
        if (standing == null) {
            throw new IllegalArgumentException("a copy on " + copy.gateway() + ", which was not read: " + copy);
        }
        return standing;
    }
}
