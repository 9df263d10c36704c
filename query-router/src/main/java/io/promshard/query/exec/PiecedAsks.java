package io.promshard.query.exec;

import io.promshard.query.client.ApiCall;
import io.promshard.query.client.ApiCall.Param;
import io.promshard.query.coverage.Coverage;
import io.promshard.query.coverage.Piece;
import io.promshard.query.engine.Grid;
import io.promshard.query.engine.eval.TimesOfAt;
import io.promshard.query.plan.ShardQuery;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.printer.PromqlPrinter;
import io.promshard.query.request.QueryRequest;
import io.promshard.query.topology.Replica;
import io.promshard.query.topology.Shard;
import io.promshard.query.wire.Label;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Makes the asks of a query to one shard: one, or several where no replica has the samples of all steps. Thread-safe; blocks where it
 * is not known yet what replicas have.
 */
public final class PiecedAsks {

    private static final Set<String> TIMES = Set.of("time", "start", "end", "step");

    private final Coverage coverage;

    public PiecedAsks(Coverage coverage) {
        this.coverage = coverage;
    }

    /**
     * An ask about some steps.
     *
     * @param first of the whole grid's steps
     */
    public record PiecedAsk(Ask ask, Grid grid, int first) {}

    /**
     * What is asked, and how.
     *
     * @param path of the API; a range query may be of one step
     * @param grid of at least one step
     * @param params beside the query, as they are sent if one replica has all
     * @param lookbackMillis of selectors
     */
    public record Question(String path, Grid grid, List<Param> params, long lookbackMillis, String featureLabel) {
        public Question {
            params = List.copyOf(params);
        }
    }

    /** In the order of their steps, which are all of the grid's. */
    public List<PiecedAsk> of(ShardQuery query, Question question, Allowance allowance) {
        Expr timed = TimesOfAt.written(query.sent(), question.grid());
        List<Piece> pieces =
                coverage.pieces(query.shard(), timed, question.grid(), question.lookbackMillis(), allowance.deadline());
        if (pieces.isEmpty()) {
            Ask ask = ask(query, query.shard(), List.of(), query.text(), question.params(), question);
            return List.of(new PiecedAsk(ask, question.grid(), 0));
        }
        if (pieces.size() == 1) {
            return List.of(ask(query, query.text(), question.params(), pieces.getFirst(), question));
        }
        String text = PromqlPrinter.printExactly(timed);
        return pieces.stream()
                .map(piece -> ask(query, text, params(question, piece), piece, question))
                .toList();
    }

    private static PiecedAsk ask(ShardQuery query, String text, List<Param> params, Piece piece, Question question) {
        Shard shard = query.shard().with(piece.having());
        Ask ask = ask(query, shard, piece.lacking(), text, params, question);
        return new PiecedAsk(ask, grid(question.grid(), piece), piece.first());
    }

    private static Ask ask(
            ShardQuery query, Shard shard, List<Replica> lesser, String text, List<Param> params, Question question) {
        List<Param> all = new ArrayList<>();
        all.add(new Param("query", text));
        all.addAll(params);
        ApiCall call = new ApiCall(question.path(), all, true);
        return new Ask(shard, lesser, call, query.putBack().map(value -> new Label(question.featureLabel(), value)));
    }

    private static Grid grid(Grid whole, Piece piece) {
        return new Grid(whole.at(piece.first()), whole.at(piece.first() + piece.steps() - 1), whole.stepMillis());
    }

    /** A limit is kept where the pieces are put together: each may find other series first. */
    private static List<Param> params(Question question, Piece piece) {
        List<Param> params = new ArrayList<>(times(grid(question.grid(), piece)));
        question.params().stream()
                .filter(param -> !TIMES.contains(param.name()) && !param.name().equals("limit"))
                .forEach(params::add);
        return params;
    }

    /** The parameters that say when. */
    static List<Param> times(Grid grid) {
        if (grid.isInstant()) {
            return List.of(new Param("time", seconds(grid.startMillis())));
        }
        // The step not in seconds, of which servers cut off what a fraction lacks: 16.705 is 16.704 there.
        return List.of(
                new Param("start", seconds(grid.startMillis())),
                new Param("end", seconds(grid.endMillis())),
                new Param("step", grid.stepMillis() + "ms"));
    }

    /** The path that is asked at the times of a grid. */
    static String path(Grid grid) {
        return grid.isInstant() ? QueryRequest.INSTANT : QueryRequest.RANGE;
    }

    private static String seconds(long millis) {
        return BigDecimal.valueOf(millis, 3).toPlainString();
    }
}
