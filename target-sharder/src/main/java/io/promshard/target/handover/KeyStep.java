package io.promshard.target.handover;

import io.promshard.target.handover.EndedMove.Result;
import io.promshard.target.handover.Move.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One step of one key towards the collectors that shall hold it. */
final class KeyStep {

    /*
     * The rules, in this order:
     *
     * 1. Each open move goes on or ends. It ends when its receiver dies, when the assignment wants it no more, when the old collector
     *    may be taken off, or when it is overdue.
     * 2. Whoever holds the key, is not wanted, and is not needed as the old collector of a move to come, is taken off, if another holder
     *    scrapes as much.
     * 3. Whoever is wanted and does not hold the key is given it, as long as there is one holder too many at the most. A holder that is
     *    not wanted is its old collector.
     *
     * A key always keeps a holder, dead or alive.
     */

    private final long key;
    private final String job;

    /** The oldest first. */
    private final List<String> holders;

    private final List<String> desired;
    private final List<Move> open;
    private final Sights sights;
    private final Ledger ledger;

    KeyStep(
            long key,
            String job,
            List<String> holders,
            List<String> desired,
            List<Move> open,
            Sights sights,
            Ledger ledger) {
        this.key = key;
        this.job = job;
        this.holders = new ArrayList<>(holders);
        this.open = new ArrayList<>(open);
        this.desired = desired.isEmpty() ? withoutMoves(holders, open) : desired;
        this.sights = sights;
        this.ledger = ledger;
    }

    /** Who holds the key afterwards, the oldest first; its open moves are kept in the ledger. */
    List<String> run() {
        open.replaceAll(this::observed);
        List.copyOf(open).forEach(this::proceed);
        List<String> leaving = new ArrayList<>(minus(holders, desired));
        open.forEach(move -> leaving.removeAll(List.of(move.from(), move.to())));
        dropSurplus(leaving);
        addMissing(leaving);
        ledger.keep(open);
        return holders;
    }

    /** An unplaced key stays where it was, or with whom it was given to in need. */
    private static List<String> withoutMoves(List<String> holders, List<Move> open) {
        return minus(
                holders,
                open.stream()
                        .map(move -> move.urgent() ? move.from() : move.to())
                        .toList());
    }

    private Move observed(Move move) {
        return move.firstScraped().isEmpty() && isCovered(move)
                ? move.scrapedAt(sights.lastScrape(move.to(), key))
                : move;
    }

    private void proceed(Move move) {
        if (sights.isDead(move.to())) {
            end(move, Result.RECEIVER_DIED);
        } else if (!isWanted(move)) {
            end(move, Result.CANCELLED);
        } else if (mayTake(move)) {
            take(move);
        } else if (!isCovered(move) && isHopeless(move)) {
            holders.remove(move.to());
            end(move, Result.ROLLED_BACK);
        }
    }

    /** One to a third collector goes on if it is as good as done. */
    private boolean isWanted(Move move) {
        boolean toThird = !desired.contains(move.to()) && !sights.isDead(move.from()) && isCovered(move);
        return !desired.contains(move.from()) && (desired.contains(move.to()) || toThird);
    }

    /** Whether the new collector scrapes what the old one does, and something at least. */
    private boolean isCovered(Move move) {
        int needed = Math.max(1, upAtOld(move));
        return sights.upSince(move.to(), key, move.written()) >= needed;
    }

    private int upAtOld(Move move) {
        return sights.up(move.from(), key, move.written());
    }

    private boolean mayTake(Move move) {
        boolean dead = sights.isDead(move.from());
        if (!dead && !sights.takesTargets(move.to())) {
            return false;
        }
        if (isCovered(move)) {
            return true;
        }
        boolean scrapes = upAtOld(move) != 0;
        boolean dropped = !dead && !sights.has(move.from(), key, move.written());
        boolean tried = sights.triedSince(move.to(), key, move.written());
        return !scrapes && (dropped || tried || ledger.isOverdue(move, true));
    }

    private void take(Move move) {
        boolean dead = sights.isDead(move.from());
        if (dead || ledger.mayTakeFrom(move.from())) {
            holders.remove(move.from());
            ledger.tookFrom(move.from());
            end(move, isCovered(move) ? Result.MOVED : Result.UNCONFIRMED);
        }
    }

    /** Whether time is up, and what is lost with the new collector is nothing. */
    private boolean isHopeless(Move move) {
        boolean answered = sights.knows(move.to(), move.written());
        return !sights.isDead(move.from()) && (answered || upAtOld(move) > 0) && ledger.isOverdue(move, answered);
    }

    private void end(Move move, Result result) {
        open.remove(move);
        ledger.end(move, result);
    }

    private void dropSurplus(List<String> leaving) {
        int needed = minus(desired, holders).size();
        while (leaving.size() > needed && holders.size() > 1) {
            Optional<String> victim = leaving.stream()
                    .filter(this::isDispensable)
                    .min(Comparator.comparing((String holder) -> !isLost(holder))
                            .thenComparing(holders::indexOf, Comparator.reverseOrder()));
            if (victim.isEmpty()) {
                ledger.contest(holders);
                return;
            }
            leaving.remove(victim.get());
            holders.remove(victim.get());
        }
    }

    private boolean isDispensable(String holder) {
        return isLost(holder)
                || holders.stream().anyMatch(other -> !other.equals(holder) && !isLost(other) && covers(other, holder));
    }

    /** Dead, and not even saying that it scrapes. */
    private boolean isLost(String holder) {
        return sights.isDead(holder) && up(holder) == 0;
    }

    /** Where nobody knows how the holder does, another has to be known to do well. */
    private boolean covers(String other, String holder) {
        return up(holder) == 0 || (up(other) > 0 && up(other) >= up(holder));
    }

    private int up(String holder) {
        return sights.up(holder, key, Sights.LONG_AGO);
    }

    private void addMissing(List<String> leaving) {
        for (String collector : minus(desired, holders)) {
            Optional<String> from = leaving.stream()
                    .min(Comparator.comparing((String holder) -> !isLost(holder))
                            .thenComparing(holder -> !sights.isDead(holder))
                            .thenComparing(holder -> !sights.isDraining(holder)));
            boolean waits = from.isPresent() && !sights.isDead(from.get());
            boolean fits = holders.size() <= desired.size();
            if (fits && (waits ? mayStart(collector) : sights.counts(collector))) {
                holders.add(collector);
                from.ifPresent(leaving::remove);
                from.ifPresent(old -> start(old, collector));
            }
        }
    }

    private boolean mayStart(String to) {
        return sights.takesTargets(to) && !ledger.isFull() && !ledger.isResting(key, to);
    }

    private void start(String from, String to) {
        Reason reason =
                sights.isDead(from) ? Reason.DIED : sights.isDraining(from) ? Reason.DRAINED : Reason.REBALANCED;
        Move move = new Move(key, job, from, to, reason, sights.now(), Optional.empty());
        open.add(move);
        ledger.start(move);
    }

    private static List<String> minus(List<String> all, Collection<String> some) {
        return all.stream().filter(each -> !some.contains(each)).toList();
    }
}
