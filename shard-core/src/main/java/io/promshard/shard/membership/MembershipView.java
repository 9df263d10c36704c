package io.promshard.shard.membership;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * The members of a service at one moment.
 *
 * @param members each id once, sorted by id; those that are critical are in it
 * @param index grows with each change that a source saw; Consul's {@code X-Consul-Index} where that is the source
 */
public record MembershipView(List<Member> members, long index) {

    /** Before a source has spoken. */
    public static final MembershipView NONE = new MembershipView(List.of(), 0);

    public MembershipView {
        members = List.copyOf(members);
        for (int i = 1; i < members.size(); i++) {
            if (members.get(i - 1).id().compareTo(members.get(i).id()) >= 0) {
                throw new IllegalArgumentException("members must be sorted by id, each once, got "
                        + members.get(i).id() + " after " + members.get(i - 1).id());
            }
        }
    }

    /** Sorts, and of members with one id keeps the first, at the best health that any of them reports. */
    public static MembershipView of(Collection<Member> members, long index) {
        TreeMap<String, Member> byId = new TreeMap<>();
        for (Member member : members) {
            byId.merge(member.id(), member, (a, b) -> a.withHealth(a.health().orBetter(b.health())));
        }
        return new MembershipView(
                byId.values().stream().sorted(Comparator.comparing(Member::id)).toList(), index);
    }

    /** Whether the other says the same of the same members, whatever its index. */
    public boolean sameMembers(MembershipView other) {
        return members.equals(other.members);
    }
}
