package io.promshard.query.service;

import io.promshard.query.engine.Grid;
import io.promshard.query.engine.LeafRequest;
import io.promshard.query.engine.LeafSource;
import io.promshard.query.engine.ShareRequest;
import io.promshard.query.engine.Vectors;
import io.promshard.query.error.ErrorType;
import io.promshard.query.error.QueryException;
import io.promshard.query.exec.LeafFetcher;
import io.promshard.query.exec.LeafFetcher.Fetched;
import io.promshard.query.exec.LeafFetcher.Manner;
import io.promshard.query.exec.United;
import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.printer.PromqlPrinter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * The leaves and shares of one query: those that are known to be needed are asked for at once, others when they are. What is equal
 * but for its place in the query is asked for once. Used by one thread, which has to close it.
 */
final class FetchedLeaves implements LeafSource, AutoCloseable {

    private final LeafFetcher fetcher;
    private final ExecutorService threads;
    private final Manner manner;
    private final Map<Asked, Future<Fetched>> fetched = new LinkedHashMap<>();
    private final Map<Asked, Vectors> united = new LinkedHashMap<>();
    private Set<String> leftOut = Set.of();

    FetchedLeaves(LeafFetcher fetcher, ExecutorService threads, Manner manner) {
        this.fetcher = fetcher;
        this.threads = threads;
        this.manner = manner;
    }

    /** What shards are asked, wherever it stands in the query. */
    private record Asked(String text, Grid grid, boolean share) {

        static Asked of(Expr expr, Grid grid, boolean share) {
            return new Asked(PromqlPrinter.printExactly(expr), grid, share);
        }
    }

    /** Begins to ask for them. */
    void ask(List<LeafRequest> leaves, List<ShareRequest> shares) {
        leaves.forEach(this::ask);
        shares.forEach(this::ask);
    }

    private Asked ask(LeafRequest leaf) {
        return ask(Asked.of(leaf.expr(), leaf.grid(), false), () -> fetcher.fetch(leaf, manner));
    }

    private Asked ask(ShareRequest share) {
        return ask(Asked.of(share.aggregate(), share.grid(), true), () -> fetcher.fetch(share, manner));
    }

    private Asked ask(Asked asked, Callable<Fetched> task) {
        if (!fetched.containsKey(asked)) {
            fetched.put(asked, threads.submit(task));
        }
        return asked;
    }

    @Override
    public Vectors fetch(LeafRequest leaf) {
        return united.computeIfAbsent(
                ask(leaf), asked -> United.of(answer(asked).without(leftOut)));
    }

    @Override
    public List<Vectors> shares(ShareRequest request) {
        return answer(ask(request)).without(leftOut);
    }

    private Fetched answer(Asked asked) {
        return await(Objects.requireNonNull(fetched.get(asked), "it was asked for"));
    }

    private static Fetched await(Future<Fetched> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueryException(ErrorType.CANCELED, "the client went away");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
        }
    }

    /**
     * Leaves out from now on what these shards gave.
     *
     * @return whether there was anything
     */
    boolean leaveOut(Set<String> shards) {
        boolean other = all().flatMap(one -> one.shards().keySet().stream())
                .anyMatch(shard -> shards.contains(shard) && !leftOut.contains(shard));
        leftOut = Set.copyOf(shards);
        united.clear();
        return other;
    }

    /** Names of the shards that failed. */
    List<String> missing() {
        return all().flatMap(one -> one.missing().stream()).distinct().toList();
    }

    /** One for each of those. */
    List<String> warnings() {
        return all().flatMap(one -> one.warnings().stream()).distinct().toList();
    }

    private Stream<Fetched> all() {
        return fetched.values().stream().map(FetchedLeaves::await);
    }

    @Override
    public void close() {
        fetched.values().forEach(future -> future.cancel(true));
    }
}
