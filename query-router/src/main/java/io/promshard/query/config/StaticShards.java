package io.promshard.query.config;

import io.promshard.query.discovery.MemberMeta;
import io.promshard.shard.membership.Member;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The servers that the configuration names, checked as a whole, since only that knows the path of what is wrong. */
final class StaticShards {

    private StaticShards() {}

    static List<Member> of(Map<String, List<String>> shards, String featureLabel) {
        List<Member> members = new ArrayList<>();
        Map<String, String> seen = new HashMap<>();
        new TreeMap<>(shards).forEach((name, addresses) -> {
            String path = "query-router.shards." + name;
            if (name.isBlank() || addresses.isEmpty()) {
                throw new IllegalArgumentException(path + " must have a name and an address, got: " + addresses);
            }
            for (int i = 0; i < addresses.size(); i++) {
                String place = addresses.size() == 1 ? path : path + "[" + i + "]";
                Member member = member(place, addresses.get(i)).withMeta(MemberMeta.ofReplica(name, featureLabel, i));
                String first = seen.putIfAbsent(member.id(), place);
                if (first != null) {
                    throw new IllegalArgumentException(place + " is the server of " + first + " again: " + member.id());
                }
                members.add(member);
            }
        });
        return members;
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
