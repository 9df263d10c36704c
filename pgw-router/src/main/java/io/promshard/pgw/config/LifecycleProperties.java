package io.promshard.pgw.config;

import io.promshard.pgw.life.Patience;
import io.promshard.shard.config.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a gateway that failed is trusted again.
 *
 * @param downAfter how long one may be suspect and still come back as if nothing had happened
 * @param quarantine how long one that returns for the second time within the window must stay well; it doubles with each further return
 * @param maxQuarantine what it doubles to at the most
 * @param flapWindow in which returns count
 */
public record LifecycleProperties(
        @DefaultValue("10s") Duration downAfter,
        @DefaultValue("5s") Duration quarantine,
        @DefaultValue("5m") Duration maxQuarantine,
        @DefaultValue("10m") Duration flapWindow) {

    public LifecycleProperties {
        Positive.require("pgw-router.lifecycle.down-after", downAfter);
        Positive.require("pgw-router.lifecycle.quarantine", quarantine);
        Positive.require("pgw-router.lifecycle.max-quarantine", maxQuarantine);
        Positive.require("pgw-router.lifecycle.flap-window", flapWindow);
        if (quarantine.compareTo(maxQuarantine) > 0) {
            throw new IllegalArgumentException(
                    "pgw-router.lifecycle.quarantine must be at most pgw-router.lifecycle.max-quarantine, got: "
                            + quarantine);
        }
    }

    Patience patience() {
        return new Patience(downAfter, quarantine, maxQuarantine, flapWindow);
    }
}
