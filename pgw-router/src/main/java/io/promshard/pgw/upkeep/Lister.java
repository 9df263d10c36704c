package io.promshard.pgw.upkeep;

import io.promshard.pgw.scrape.ListedGroup;
import io.promshard.shard.membership.Member;
import io.promshard.shard.routing.RingView;
import io.promshard.shard.routing.RingViews;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Has all gateways list their groups, each on a thread of its own: members that are well, and those that left and answer still. */
final class Lister {

    private final GatewayStore store;
    private final RingViews views;
    private final Fleet fleet;

    Lister(GatewayStore store, RingViews views, Fleet fleet) {
        this.store = store;
        this.views = views;
        this.fleet = fleet;
    }

    Listing list() throws InterruptedException {
        RingView view = views.current();
        Map<String, Member> asked = new TreeMap<>();
        fleet.seats(view).forEach((id, seat) -> asked.put(id, seat.gateway()));
        Map<String, Future<List<ListedGroup>>> answers = new LinkedHashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            asked.forEach((id, gateway) -> answers.put(id, threads.submit(() -> store.list(gateway))));
            return collect(asked, answers, fleet.away(view));
        }
    }

    private static Listing collect(
            Map<String, Member> asked, Map<String, Future<List<ListedGroup>>> answers, Map<String, String> away)
            throws InterruptedException {
        Map<String, List<ListedGroup>> groups = new TreeMap<>();
        Map<String, String> silent = new TreeMap<>(away);
        for (Map.Entry<String, Future<List<ListedGroup>>> answer : answers.entrySet()) {
            try {
                groups.put(answer.getKey(), answer.getValue().get());
            } catch (ExecutionException e) {
                silent.put(answer.getKey(), reason(e));
            }
        }
        return new Listing(asked, groups, silent);
    }

    private static String reason(ExecutionException failure) {
        Throwable cause = failure.getCause();
        return cause == null ? failure.toString() : String.valueOf(cause.getMessage());
    }
}
