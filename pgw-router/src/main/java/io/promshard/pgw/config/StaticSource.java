package io.promshard.pgw.config;

import io.promshard.shard.membership.LiveMembership;
import io.promshard.shard.membership.Member;
import io.promshard.shard.membership.MembershipView;
import java.util.List;

/** The gateways of the configuration, said once. Whether they are well is for probes to find out. */
record StaticSource(List<Member> gateways, LiveMembership membership) implements MembershipSource {

    @Override
    public void start() {
        membership.publish(MembershipView.of(gateways, 1));
    }
}
