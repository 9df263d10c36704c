package io.promshard.pgw.upkeep;

import io.promshard.pgw.scrape.ListedGroup;
import io.promshard.shard.membership.Member;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What gateways list.
 *
 * @param asked those that should be able to answer, by their ids
 * @param groups of those that did
 * @param silent why there is no list of the others, members that are known to be away included
 */
record Listing(Map<String, Member> asked, Map<String, List<ListedGroup>> groups, Map<String, String> silent) {

    /** Without those that did answer but are not of use, and why. */
    Listing only(Predicate<String> useful, String whyNot) {
        Map<String, List<ListedGroup>> kept = new TreeMap<>(groups);
        Map<String, String> others = new TreeMap<>(silent);
        groups.keySet().stream().filter(useful.negate()).forEach(gateway -> {
            kept.remove(gateway);
            others.put(gateway, whyNot);
        });
        return new Listing(asked, kept, others);
    }
}
