package io.promshard.target.reconcile;

import io.promshard.shard.membership.MembershipView;
import io.promshard.shard.membership.SourceState;
import io.promshard.target.discovery.TargetView;
import io.promshard.target.load.LoadBook;
import io.promshard.target.report.Reports;
import java.time.Instant;

/**
 * All that is known of a group at a moment, as a decision needs it.
 *
 * @param settled whether the targets are all that can be known: each source has answered, or had its time
 * @param members who the collectors are
 * @param source how far {@code members} can be trusted
 */
public record Observation(
        TargetView targets,
        boolean settled,
        MembershipView members,
        SourceState source,
        Reports reports,
        LoadBook loads,
        Orders orders,
        Instant now) {}
