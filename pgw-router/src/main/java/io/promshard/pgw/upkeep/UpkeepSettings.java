package io.promshard.pgw.upkeep;

import io.promshard.pgw.reconcile.Mode;
import io.promshard.pgw.reconcile.TtlRules;
import java.time.Duration;

/**
 * How gateways are kept in order.
 *
 * @param dryRun whether what would be done is only counted and told
 * @param interval between two rounds if nothing happens
 * @param quietAfter how long after its last push a group is moved, rather than by its next push
 * @param settle how long pushes are held before anything is done: others must have heard of the hold, and clients have followed the
 *     redirects that they were given before
 * @param holdLimit after which pushes wait no more, whatever has become of who holds them
 * @param clockTolerance how far the clocks of gateways and routers may be apart
 * @param replicas how many gateways shall have each group
 * @param sameWithin how far apart several gateways may get the copies of one push
 * @param batch how many groups are held at a time
 * @param putsPerSecond to one gateway at the most
 * @param deletesPerSecond from one gateway at the most
 * @param ttl when groups go that nobody pushes any more
 */
public record UpkeepSettings(
        Mode mode,
        boolean dryRun,
        Duration interval,
        Duration quietAfter,
        Duration settle,
        Duration holdLimit,
        Duration clockTolerance,
        int replicas,
        Duration sameWithin,
        int batch,
        int putsPerSecond,
        int deletesPerSecond,
        TtlRules ttl) {

    /** Whether anything is to be done to gateways at all. */
    public boolean acts() {
        return mode != Mode.OFF && !dryRun;
    }
}
