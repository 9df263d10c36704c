package io.promshard.pgw.merge;

import io.promshard.pgw.exposition.ExpositionException;
import io.promshard.pgw.exposition.Expositions;
import io.promshard.pgw.exposition.MetricType;
import io.promshard.pgw.snapshot.GatewaySnapshot;
import io.promshard.shard.membership.Member;
import java.net.URI;
import java.time.Instant;

/** Snapshots of gateways that were never there. */
final class Snapshots {

    private Snapshots() {}

    static Member gateway(String name) {
        return Member.at(URI.create("http://" + name + ":9091"));
    }

    static GatewaySnapshot of(String gateway, Expositions exposition) {
        return of(gateway, Instant.EPOCH, exposition);
    }

    static GatewaySnapshot of(String gateway, Instant takenAt, Expositions exposition) {
        try {
            return GatewaySnapshot.draft(exposition.build()).snapshot(gateway(gateway), takenAt);
        } catch (ExpositionException e) {
            throw new AssertionError(e);
        }
    }

    /** One group of one job, with a gauge {@code x}. */
    static Expositions job(String job, double pushTime, double failureTime, double x) {
        return Expositions.groups(Expositions.group(pushTime, failureTime, "job", job))
                .family("x", "h", MetricType.GAUGE)
                .metric(x, "job", job, "instance", "");
    }

    /** A gateway without groups. */
    static Expositions empty() {
        return new Expositions().family("go_goroutines", "h", MetricType.GAUGE).metric(7);
    }
}
