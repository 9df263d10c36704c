package io.promshard.target.web;

import io.promshard.target.discovery.SourceReader;
import io.promshard.target.model.TargetKey;
import io.promshard.target.reconcile.GroupRuntime;
import io.promshard.target.reconcile.Orders;
import io.promshard.target.reconcile.Signal;
import io.promshard.target.spec.JobSpec;
import java.util.function.UnaryOperator;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Takes an operator's orders, where these are enabled and this sharder decides. An order that is given twice is the same order.
 *
 * <p>Collectors and jobs are parameters, since their names may have slashes.
 */
@SharderController
final class OrdersController {

    private static final int MOST_PINS = 10_000;

    private final GroupLookup lookup;
    private final Admin admin;
    private final Signal signal;

    OrdersController(GroupLookup lookup, Admin admin, Signal signal) {
        this.lookup = lookup;
        this.admin = admin;
        this.signal = signal;
    }

    @PostMapping("/api/v1/groups/{group}/drain")
    Success<String> drain(@PathVariable String group, @RequestParam String collector) {
        GroupRuntime runtime = ordered(group);
        GroupLookup.collector(runtime, collector);
        return order(runtime, orders -> orders.drain(collector), collector + " will be drained");
    }

    @DeleteMapping("/api/v1/groups/{group}/drain")
    Success<String> undrain(@PathVariable String group, @RequestParam String collector) {
        GroupRuntime runtime = ordered(group);
        if (!runtime.orders().drains().contains(collector)) {
            throw RefusedException.notFound("no drain of " + Names.quoted(collector) + " was ordered but of "
                    + Names.of(runtime.orders().drains()));
        }
        return order(runtime, orders -> orders.undrain(collector), collector + " will take targets again");
    }

    @PostMapping("/api/v1/groups/{group}/pin")
    Success<String> pin(@PathVariable String group, @RequestParam String key, @RequestParam String collector) {
        GroupRuntime runtime = ordered(group);
        long known = GroupLookup.key(runtime, runtime.observe().targets().targets(), key);
        GroupLookup.collector(runtime, collector);
        if (runtime.orders().pins().size() >= MOST_PINS) {
            throw RefusedException.badRequest(
                    "group " + Names.quoted(group) + " has " + MOST_PINS + " pins, more are not allowed");
        }
        return order(runtime, orders -> orders.pin(known, collector), key + " is pinned to " + collector);
    }

    @DeleteMapping("/api/v1/groups/{group}/pin")
    Success<String> unpin(@PathVariable String group, @RequestParam String key) {
        GroupRuntime runtime = ordered(group);
        long known = Params.key("key", key);
        var pins = runtime.orders().pins();
        if (!pins.containsKey(known)) {
            throw RefusedException.notFound("key " + Names.quoted(key) + " is not pinned but "
                    + Names.of(pins.keySet().stream()
                            .limit(100)
                            .map(TargetKey::text)
                            .toList()));
        }
        return order(runtime, orders -> orders.unpin(known), key + " is not pinned any more");
    }

    /** Believes the answer of a source that lost much. */
    @PostMapping("/api/v1/groups/{group}/confirm")
    Success<String> confirm(
            @PathVariable String group, @RequestParam String job, @RequestParam(defaultValue = "0") String source) {
        boolean held = reader(ordered(group), job, source).confirm();
        return Success.of(
                held
                        ? "what source " + source + " of job " + job + " said is believed"
                        : "nothing is held of source " + source + " of job " + job);
    }

    /** Has a source read now. */
    @PostMapping("/api/v1/groups/{group}/refresh")
    Success<String> refresh(
            @PathVariable String group, @RequestParam String job, @RequestParam(defaultValue = "0") String source) {
        reader(ordered(group), job, source).readSoon();
        return Success.of("source " + source + " of job " + job + " is read now");
    }

    /** Has all groups turned now. */
    @PostMapping("/api/v1/trigger")
    Success<String> trigger() {
        admin.requireLeader();
        signal.give();
        return Success.of("all groups are looked at now");
    }

    private GroupRuntime ordered(String group) {
        admin.requireLeader();
        return lookup.group(group);
    }

    private Success<String> order(GroupRuntime group, UnaryOperator<Orders> change, String said) {
        group.order(change);
        signal.give();
        return Success.of(said);
    }

    private static SourceReader reader(GroupRuntime group, String name, String source) {
        JobSpec job = GroupLookup.job(group, name);
        int index = Params.number("source", source, 0, Integer.MAX_VALUE);
        return group.discovery()
                .reader(job.name(), index)
                .orElseThrow(() -> RefusedException.notFound("job " + Names.quoted(name) + " has no source " + index
                        + " but " + job.sources().size() + ", counted from 0"));
    }
}
