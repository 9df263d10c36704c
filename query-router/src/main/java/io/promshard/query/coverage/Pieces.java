package io.promshard.query.coverage;

import io.promshard.query.engine.Grid;
import io.promshard.query.topology.Replica;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** Cuts a grid into as few pieces as possible, each of which a replica can answer as a whole. */
final class Pieces {

    private final List<Replica> replicas;
    private final List<Known> needs;
    private final Grid grid;

    Pieces(List<Replica> replicas, List<Known> needs, Grid grid) {
        this.replicas = replicas;
        this.needs = needs;
        this.grid = grid;
    }

    /** A need, and what is known of who lacks its samples. */
    record Known(Need need, List<Evidence> evidence) {
        Known {
            evidence = List.copyOf(evidence);
        }

        private boolean isLacked(int replica, Span span) {
            return evidence.stream().anyMatch(each -> each.lacks(replica, span));
        }
    }

    /** In order, and without gaps between them; none if nobody lacks anything. */
    List<Piece> cut() {
        if (replicas().allMatch(this::hasAll)) {
            return List.of();
        }
        List<Piece> pieces = new ArrayList<>();
        int first = 0;
        BitSet able = able(0);
        for (int step = 1; step < grid.steps(); step++) {
            BitSet next = able(step);
            BitSet both = (BitSet) able.clone();
            both.and(next);
            boolean alike = both.isEmpty() && able.isEmpty() && next.isEmpty();
            if (both.isEmpty() && !alike) {
                pieces.add(piece(first, step, able));
                first = step;
                able = next;
            } else {
                able = both;
            }
        }
        pieces.add(piece(first, grid.steps(), able));
        return pieces;
    }

    private IntStream replicas() {
        return IntStream.range(0, replicas.size());
    }

    private boolean hasAll(int replica) {
        return needs.stream()
                .noneMatch(known -> known.isLacked(replica, known.need().over(grid)));
    }

    /** The replicas that have what a step needs. */
    private BitSet able(int step) {
        BitSet able = new BitSet();
        long time = grid.at(step);
        replicas()
                .filter(replica -> needs.stream()
                        .noneMatch(known -> known.isLacked(replica, known.need().at(time))))
                .forEach(able::set);
        return able;
    }

    private Piece piece(int first, int end, BitSet able) {
        List<Replica> having =
                replicas().filter(able::get).mapToObj(replicas::get).toList();
        List<Replica> lacking = replicas()
                .filter(replica -> !able.get(replica))
                .mapToObj(replicas::get)
                .toList();
        return new Piece(first, end - first, having, lacking);
    }
}
