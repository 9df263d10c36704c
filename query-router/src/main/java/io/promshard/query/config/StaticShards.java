package io.promshard.query.config;

import io.promshard.query.discovery.MemberMeta;
import io.promshard.query.topology.Replica;
import io.promshard.shard.membership.Member;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** The servers that the configuration names, checked as a whole, since only that knows the path of what is wrong. */
final class StaticShards {

    private StaticShards() {}

    /**
     * All servers.
     *
     * @param shards their replicas
     * @param groups the replicas of their collectors
     */
    static List<Member> of(
            Map<String, List<String>> shards, Map<String, Map<String, List<String>>> groups, String featureLabel) {
        Members members = new Members();
        new TreeMap<>(shards).forEach((name, addresses) -> {
            members.add("query-router.shards", name, addresses, i -> MemberMeta.ofReplica(name, featureLabel, i));
        });
        new TreeMap<>(groups).forEach((group, collectors) -> {
            String path = "query-router.groups." + group;
            if (group.isBlank() || collectors.isEmpty() || shards.containsKey(group)) {
                throw new IllegalArgumentException(
                        path + " must have a name that no shard has, and collectors, got: " + collectors.keySet());
            }
            new TreeMap<>(collectors).forEach((name, addresses) -> {
                members.add(path, name, addresses, i -> MemberMeta.ofCollector(group, name, featureLabel, i));
            });
        });
        return members.all;
    }

    /** Those so far. */
    private static final class Members {

        private final List<Member> all = new ArrayList<>();
        private final Map<String, String> seen = new HashMap<>();

        void add(String parent, String name, List<String> addresses, IntFunction<Map<String, String>> meta) {
            String path = parent + "." + name;
            if (name.isBlank() || addresses.isEmpty()) {
                throw new IllegalArgumentException(path + " must have a name and an address, got: " + addresses);
            }
            for (int i = 0; i < addresses.size(); i++) {
                String place = addresses.size() == 1 ? path : path + "[" + i + "]";
                Member member = member(place, addresses.get(i)).withMeta(meta.apply(i));
                String first = seen.putIfAbsent(member.id(), place);
                if (first != null) {
                    throw new IllegalArgumentException(place + " is the server of " + first + " again: " + member.id());
                }
                all.add(member);
            }
        }
    }

    /** The sharders that the configuration names. */
    static List<Replica> sharders(List<String> addresses) {
        List<Replica> sharders = new ArrayList<>();
        for (int i = 0; i < addresses.size(); i++) {
            Member member = member("query-router.sharders[" + i + "]", addresses.get(i));
            sharders.add(new Replica(member.id(), member.url()));
        }
        return sharders;
    }

    private static Member member(String path, String address) {
        try {
            return Member.at(URI.create(address.contains("://") ? address.strip() : "http://" + address.strip()));
        } catch (IllegalArgumentException e) {
            // Without a cause: Spring Boot reports the innermost exception, and that must have the path.
            throw new IllegalArgumentException(
                    path + ": not host:port or http(s)://host[:port][/prefix], got: " + address);
        }
    }
}
