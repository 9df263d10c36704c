package io.promshard.query.explain;

import io.promshard.query.client.ApiCall;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The calls that were made for a query, by those that were told. */
public final class MadeCalls {

    private final Map<Key, List<MadeCall>> byCall = new LinkedHashMap<>();

    /** Of what became of the query; of none if it was not carried out. */
    public MadeCalls(Explanation explanation) {
        explanation
                .run()
                .ifPresent(run -> run.calls()
                        .forEach(made -> byCall.computeIfAbsent(
                                        new Key(made.shard(), made.call()), any -> new ArrayList<>(1))
                                .add(made)));
    }

    private record Key(String shard, ApiCall call) {
        static Key of(ToldCall told) {
            return new Key(told.shard(), told.call());
        }
    }

    /** In their order: none if it was not made, several where replicas broke off. */
    public List<MadeCall> of(ToldCall told) {
        return byCall.getOrDefault(Key.of(told), List.of());
    }

    /** Those that were not told: what only answers made necessary. */
    public List<MadeCall> besides(ToldPart root) {
        Set<Key> told = new HashSet<>();
        root.allCalls().forEach(call -> told.add(Key.of(call)));
        return byCall.entrySet().stream()
                .filter(calls -> !told.contains(calls.getKey()))
                .flatMap(calls -> calls.getValue().stream())
                .toList();
    }
}
