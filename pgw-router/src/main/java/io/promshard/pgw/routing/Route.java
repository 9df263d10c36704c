package io.promshard.pgw.routing;

import io.promshard.shard.membership.Member;
import java.util.List;

/** What is to be done with a push. */
public sealed interface Route {

    /** Send the client to the owner. */
    record Redirect(Member owner) implements Route {}

    /**
     * Pass the push on to the first of these that takes it.
     *
     * @param candidates the owner first; not empty
     */
    record Forward(List<Member> candidates, ProxyReason reason) implements Route {}

    /**
     * Nobody can take it now.
     *
     * @param reason for people
     */
    record Unavailable(String reason) implements Route {}
}
