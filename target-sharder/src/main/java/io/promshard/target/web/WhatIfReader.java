package io.promshard.target.web;

import io.promshard.target.assign.Strategy;
import io.promshard.target.collector.CollectorStatus;
import io.promshard.target.model.Collector;
import io.promshard.target.reconcile.GroupRuntime;
import io.promshard.target.reconcile.WhatIf;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a change of a group that somebody thinks about. */
final class WhatIfReader {

    private static final int MOST_ADDED = 100;
    private static final int LONGEST_ID = 200;

    private final GroupRuntime group;

    WhatIfReader(GroupRuntime group) {
        this.group = group;
    }

    WhatIf read(List<String> remove, List<String> add, List<String> strategy) {
        checkNumber("remove", remove);
        checkNumber("add", add);
        checkNumber("strategy", strategy);
        remove.forEach(id -> GroupLookup.collector(group, id));
        Map<String, Collector> added = new LinkedHashMap<>();
        add.forEach(text -> added(text).forEach(collector -> added.putIfAbsent(collector.id(), collector)));
        Map<String, Strategy> strategies = new LinkedHashMap<>();
        strategy.forEach(text -> putStrategy(text, strategies));
        return new WhatIf(Set.copyOf(remove), List.copyOf(added.values()), strategies);
    }

    private static void checkNumber(String name, List<String> values) {
        if (values.size() > MOST_ADDED) {
            throw RefusedException.badRequest("parameter \"" + name + "\" may be given " + MOST_ADDED + " times, got: "
                    + values.size() + " times");
        }
    }

    private List<Collector> added(String text) {
        if (text.matches("\\d{1,9}")) {
            int number = Params.number("add", text, 1, MOST_ADDED);
            List<Collector> fresh = new ArrayList<>();
            for (int i = 1; i <= number; i++) {
                fresh.add(fresh("simulated-" + i));
            }
            return fresh;
        }
        if (text.isEmpty() || text.length() > LONGEST_ID) {
            throw Params.bad("add", text, "a number up to " + MOST_ADDED + " or the id of a collector");
        }
        CollectorStatus known = group.state().states().all().get(text);
        if (known != null && known.state().counts()) {
            throw Params.bad("add", text, "a collector that does not take targets already");
        }
        return List.of(known == null ? fresh(text) : known.collector());
    }

    /** Nobody asks it anything. */
    private static Collector fresh(String id) {
        return new Collector(id, URI.create("http://simulated.invalid"), 1, Double.POSITIVE_INFINITY, Map.of());
    }

    /** A job's name may have colons, a strategy's has none. */
    private void putStrategy(String text, Map<String, Strategy> strategies) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            throw Params.bad("strategy", text, "<job>:<strategy>");
        }
        String job = GroupLookup.job(group, text.substring(0, colon)).name();
        strategies.put(
                job,
                StrategyText.named(text.substring(colon + 1))
                        .orElseThrow(() -> Params.bad("strategy", text, "<job>: and one of " + StrategyText.NAMES)));
    }
}
