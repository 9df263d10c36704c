package io.promshard.query.engine.eval;

import io.promshard.query.engine.LeafSource;
import io.promshard.query.engine.Operand.InstantVector;
import io.promshard.query.engine.Series;
import io.promshard.query.engine.ShareRequest;
import io.promshard.query.engine.Vectors;
import io.promshard.query.engine.aggregate.Combinations;
import io.promshard.query.engine.aggregate.Combined;
import io.promshard.query.engine.histogram.PrintedHistograms;
import io.promshard.query.promql.printer.PromqlPrinter;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/** The aggregations of one query that are put together of shares, each once. Used by one thread. */
final class SharedResults {

    private final LeafSource source;
    private final IdentityHashMap<ShareRequest, Result> results = new IdentityHashMap<>();

    SharedResults(LeafSource source) {
        this.source = source;
    }

    /**
     * An aggregation.
     *
     * @param combined empty if its shares do not tell enough
     */
    record Result(List<Vectors> shares, Optional<Combined> combined) {

        boolean isInDoubt() {
            return combined.isPresent() && !combined.get().isExact();
        }
    }

    Result of(ShareRequest request) {
        return results.computeIfAbsent(request, this::fetched);
    }

    /** Whether that one was put together, and may be off. */
    boolean isInDoubt(ShareRequest request) {
        Result result = results.get(request);
        return result != null && result.isInDoubt();
    }

    private Result fetched(ShareRequest request) {
        List<Vectors> shares = completed(source.shares(request));
        return new Result(shares, Combinations.of(request, shares));
    }

    /** What histograms of one shard leave open, those of another may tell. */
    private static List<Vectors> completed(List<Vectors> shares) {
        List<Series> all =
                shares.stream().flatMap(share -> share.series().stream()).toList();
        List<Series> completed = PrintedHistograms.completed(all);
        List<Vectors> result = new ArrayList<>();
        int from = 0;
        for (Vectors share : shares) {
            int to = from + share.series().size();
            result.add(new Vectors(completed.subList(from, to), share.warnings(), share.infos()));
            from = to;
        }
        return result;
    }

    /** A vector that is read so; empty if the samples themselves have to be read. */
    static Optional<InstantVector> read(ShareRequest request, Result result, Reading reading) {
        long seed = PromqlPrinter.print(request.aggregate()).hashCode() & Long.MAX_VALUE;
        return switch (reading) {
            case PLAIN -> result.combined().map(Combined::vector);
            case DISTURBED -> result.combined().map(combined -> combined.disturbed(seed));
            case DISTURBED_CONVERSELY -> result.combined().map(combined -> combined.disturbed(~seed));
            case EXACT -> result.combined().filter(Combined::isExact).map(Combined::vector);
        };
    }
}
