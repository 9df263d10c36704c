package io.promshard.pgw.forward;

import io.promshard.shard.membership.Member;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The gateways that a push may still try, most preferred first. Thread-safe: copies of one push share those that none has tried. */
final class Untried {

    private final Deque<Member> own;
    private final @Nullable Untried shared;

    private Untried(List<Member> own, @Nullable Untried shared) {
        this.own = new ArrayDeque<>(own);
        this.shared = shared;
    }

    static Untried of(List<Member> gateways) {
        return new Untried(gateways, null);
    }

    /** First these, then what is left of ours by then. */
    Untried after(List<Member> first) {
        return new Untried(first, this);
    }

    /** Null if none is left. */
    synchronized @Nullable Member next() {
        Member next = own.poll();
        return next == null && shared != null ? shared.next() : next;
    }

    synchronized boolean isEmpty() {
        return own.isEmpty() && (shared == null || shared.isEmpty());
    }
}
