package io.promshard.pgw.upkeep;

import io.promshard.pgw.reconcile.Judge;
import io.promshard.pgw.reconcile.Plan;
import io.promshard.pgw.reconcile.Rules;
import io.promshard.pgw.reconcile.Sighting;
import java.util.List;

/**
 * What was read, with what is known besides of each group.
 *
 * @param now in seconds since 1970, before the reading
 * @param unclear how many groups were left out, as they are not known for sure or a gateway's clock is wrong
 */
record Observation(Reading reading, List<Sighting> sightings, double now, int unclear) {

    Plan plan(Rules rules) {
        return Plan.of(new Judge(rules, reading.standings(), now), sightings);
    }
}
