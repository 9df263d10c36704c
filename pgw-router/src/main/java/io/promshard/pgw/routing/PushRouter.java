package io.promshard.pgw.routing;

import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.shard.membership.Member;
import io.promshard.shard.ring.KeyHash;
import io.promshard.shard.routing.RingView;
import io.promshard.shard.routing.RingViews;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the owner of a group and the way to it. Thread-safe; each push sees one view of the ring from begin to end. */
public final class PushRouter {

    private final RingViews views;
    private final ModeRules rules;
    private final int replicas;
    private final int candidates;

    /**
     * Makes a router.
     *
     * @param replicas how many gateways own each group
     * @param candidates how many gateways a forwarded push tries at the most
     */
    public PushRouter(RingViews views, ModeRules rules, int replicas, int candidates) {
        this.views = views;
        this.rules = rules;
        this.replicas = replicas;
        this.candidates = candidates;
    }

    /** Cheap: no I/O, no lock, one look-up in the ring. */
    public Route route(GroupingKey key, PushRequest push) {
        return route(views.current(), key, push);
    }

    /** The route in a given view, for people who ask about that one. */
    public Route route(RingView view, GroupingKey key, PushRequest push) {
        long hash = hash(key);
        ProxyReason reason = proxyReason(view, push);
        return reason == null ? redirect(view, hash) : forward(view, hash, reason);
    }

    /** The live gateways that shall have the group, most preferred first; fewer if fewer are live. */
    public List<Member> owners(RingView view, GroupingKey key) {
        return view.owners(hash(key), replicas);
    }

    private @Nullable ProxyReason proxyReason(RingView view, PushRequest push) {
        if (replicas > 1) {
            return ProxyReason.COPIES;
        }
        ProxyReason reason = rules.proxyReason(push);
        boolean unsure = reason == null && view.inDoubt() && rules.modeOf(push) == Mode.AUTO;
        return unsure ? ProxyReason.IN_DOUBT : reason;
    }

    private static Route redirect(RingView view, long hash) {
        Member owner = view.owner(hash);
        return owner == null ? unavailable(view) : new Route.Redirect(owner);
    }

    public static long hash(GroupingKey key) {
        return KeyHash.of(key.canonical());
    }

    private Route forward(RingView view, long hash, ProxyReason reason) {
        List<Member> owners = view.candidates(hash, candidates);
        return owners.isEmpty() ? unavailable(view) : new Route.Forward(owners, reason);
    }

    private static Route unavailable(RingView view) {
        return new Route.Unavailable(whyNobody(view));
    }

    /** Why a view has no gateway for anybody. */
    static String whyNobody(RingView view) {
        if (!view.known()) {
            return "the gateways are not known yet";
        }
        if (view.members().isEmpty()) {
            return "there is no gateway";
        }
        return "none of " + view.members().size() + " gateways is healthy";
    }
}
