package io.promshard.query.coverage;

import io.promshard.query.client.Deadline;
import io.promshard.query.coverage.Pieces.Known;
import io.promshard.query.engine.EngineException;
import io.promshard.query.engine.Grid;
import io.promshard.query.model.LabelMatcher;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.FixedDuration;
import io.promshard.query.promql.ast.PositionRange;
import io.promshard.query.promql.ast.VectorSelector;
import io.promshard.query.promql.printer.PromqlPrinter;
import io.promshard.query.topology.Replica;
import io.promshard.query.topology.Shard;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Knows which replicas of a shard have what an expression needs. Thread-safe.
 *
 * <p>Of the last while it is known already. Of other times replicas are asked when a query needs them, first about the witness, and if
 * no replica has that, about the very series that the query selects; then this blocks. A shard with one replica costs nothing.
 */
public final class Coverage {

    /** Times are those of timestamps that a server takes: from 1970 on, not far ahead. */
    private static final Duration AHEAD = Duration.ofDays(1);

    /** In milliseconds, some thousand years. */
    private static final long FAR = 1L << 47;

    private final RecentEvidence recent;
    private final EvidenceCache cache;
    private final String witness;
    private final ExecutorService threads;
    private final InstantSource clock;

    /**
     * Makes one.
     *
     * @param witness selector of series that each server has samples of for as long as it runs
     * @param threads one for each question; virtual ones
     */
    public Coverage(
            RecentEvidence recent,
            Comparison comparison,
            String witness,
            ExecutorService threads,
            InstantSource clock) {
        this.recent = recent;
        this.cache = new EvidenceCache(comparison, threads, clock);
        this.witness = witness;
        this.threads = threads;
        this.clock = clock;
    }

    /**
     * The grid in pieces that replicas can answer, in order and without gaps; none if any replica can answer all of it, as far as is
     * known.
     *
     * @param expr as the shard is asked it, without {@code @ start()} and {@code @ end()}
     * @param grid of at least one step
     * @param lookbackMillis of selectors
     * @param deadline no longer is waited for what replicas have; what is not known until then, nobody lacks
     */
    public List<Piece> pieces(Shard shard, Expr expr, Grid grid, long lookbackMillis, Deadline deadline) {
        return shard.replicas().size() < 2 || isAbsurd(grid)
                ? List.of()
                : pieces(shard, needs(expr, lookbackMillis), grid, deadline);
    }

    /** Beyond the times that samples can have, where sums of times overflow. */
    private static boolean isAbsurd(Grid grid) {
        return grid.startMillis() < -FAR || grid.endMillis() > FAR;
    }

    /** An expression that is none is for the server to refuse. */
    private static List<Need> needs(Expr expr, long lookbackMillis) {
        try {
            return Needs.of(expr, lookbackMillis);
        } catch (EngineException e) {
            return List.of();
        }
    }

    private List<Piece> pieces(Shard shard, List<Need> needs, Grid grid, Deadline deadline) {
        return new Pieces(shard.replicas(), known(shard, needs, grid, deadline), grid).cut();
    }

    /**
     * The time in stretches whose samples replicas have, in order and without gaps; none if any replica has all of it, as far as is
     * known.
     *
     * @param matchers of the samples, as the shard is asked for them
     * @param span with some time in it
     * @param deadline as above
     */
    public List<Stretch> stretches(Shard shard, List<LabelMatcher> matchers, Span span, Deadline deadline) {
        if (shard.replicas().size() < 2 || span.afterMillis() < -FAR || span.untilMillis() > FAR) {
            return List.of();
        }
        VectorSelector selector = new VectorSelector("", matchers, FixedDuration.ZERO, null, PositionRange.NONE);
        Need all = new Need(selector, true, span);
        List<Evidence> evidence = known(shard, List.of(all), Grid.instant(span.untilMillis()), deadline).stream()
                .flatMap(known -> known.evidence().stream())
                .toList();
        long width = evidence.stream()
                .mapToLong(each -> each.buckets().widthMillis())
                .max()
                .orElse(Buckets.NARROWEST);
        Need stretch = new Need(selector, false, new Span(-width, 0));
        Grid ends = ends(span, width);
        return new Pieces(shard.replicas(), List.of(new Known(stretch, evidence)), ends)
                .cut().stream().map(piece -> stretch(piece, ends, span, width)).toList();
    }

    private static Grid ends(Span span, long width) {
        long first = Math.floorDiv(span.afterMillis(), width) * width + width;
        long last = Math.max(first, Math.ceilDiv(span.untilMillis(), width) * width);
        return new Grid(first, last, width);
    }

    private static Stretch stretch(Piece piece, Grid ends, Span whole, long width) {
        Span span = new Span(
                Math.max(whole.afterMillis(), ends.at(piece.first()) - width),
                Math.min(whole.untilMillis(), ends.at(piece.first() + piece.steps() - 1)));
        return new Stretch(span, piece.having(), piece.lacking());
    }

    private List<Known> known(Shard shard, List<Need> needs, Grid grid, Deadline deadline) {
        List<Known> known = new ArrayList<>();
        List<Need> unknown = new ArrayList<>();
        for (Need need : needs) {
            List<Evidence> evidence = recent.of(shard, need.over(grid));
            if (evidence.isEmpty()) {
                unknown.add(need);
            } else {
                known.add(new Known(need, evidence));
            }
        }
        known.addAll(asked(shard.replicas(), unknown, grid, deadline));
        return known;
    }

    private List<Known> asked(List<Replica> replicas, List<Need> needs, Grid grid, Deadline deadline) {
        List<Future<Evidence>> running = needs.stream()
                .map(need -> threads.submit(() -> evidence(replicas, need, grid)))
                .toList();
        List<Known> known = new ArrayList<>();
        for (int i = 0; i < needs.size(); i++) {
            known.add(new Known(needs.get(i), awaited(running.get(i), deadline)));
        }
        return known;
    }

    private Evidence evidence(List<Replica> replicas, Need need, Grid grid)
            throws InterruptedException, ExecutionException {
        long latest = clock.instant().plus(AHEAD).toEpochMilli();
        Span span = need.over(grid).within(0, latest);
        Buckets buckets = Buckets.over(span);
        Evidence ofWitness =
                cache.of(replicas, witness, Measure.WITNESS, buckets).get();
        return ofWitness.sees(span)
                ? ofWitness
                : cache.of(replicas, PromqlPrinter.printExactly(need.selector()), Measure.of(need.selector()), buckets)
                        .get();
    }

    private static List<Evidence> awaited(Future<Evidence> running, Deadline deadline) {
        try {
            return List.of(running.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } catch (TimeoutException e) {
            return List.of();
        } catch (ExecutionException e) {
            throw new IllegalStateException("what replicas have could not be compared", e.getCause());
        }
    }
}
