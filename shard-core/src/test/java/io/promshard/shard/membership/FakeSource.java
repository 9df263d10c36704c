package io.promshard.shard.membership;

import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;

/** A source that a test plays by hand. Its members are at 127.0.0.1; each change is in the membership at once. */
public final class FakeSource {

    private final LiveMembership membership;
    private final Map<Integer, Member> members = new TreeMap<>();
    private boolean reachable = true;
    private long index = 1;

    /** It has said that there is nobody. */
    public FakeSource(Clock clock) {
        membership = new LiveMembership(clock);
        publish();
    }

    public LiveMembership membership() {
        return membership;
    }

    public void join(int port) {
        members.put(port, Member.at(URI.create("http://127.0.0.1:" + port)));
        publish();
    }

    public void leave(int port) {
        members.remove(port);
        publish();
    }

    public void fail(int port) {
        members.computeIfPresent(port, (p, member) -> member.withHealth(Health.CRITICAL));
        publish();
    }

    public void lose() {
        reachable = false;
        membership.lost("a test took the source away");
    }

    public void regain() {
        reachable = true;
        publish();
    }

    private void publish() {
        if (reachable) {
            membership.publish(MembershipView.of(members.values(), index++));
        }
    }
}
