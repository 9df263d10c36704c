package io.promshard.query.config;

import io.promshard.shard.consul.ConsulWatcher;
import io.promshard.shard.membership.LiveMembership;
import io.promshard.shard.membership.Member;
import io.promshard.shard.membership.MembershipView;
import java.util.List;

/** Begins to write the servers into the membership. */
sealed interface ServerSource {

    void start();

    /** Those of the configuration, said once. */
    record Static(List<Member> servers, LiveMembership membership) implements ServerSource {
        @Override
        public void start() {
            membership.publish(MembershipView.of(servers, 1));
        }
    }

    /** Those in Consul, for as long as the watcher runs. */
    record Consul(ConsulWatcher watcher) implements ServerSource {
        @Override
        public void start() {
            watcher.start();
        }
    }
}
