package io.promshard.query.random;

import io.promshard.query.random.FaultyLink.Trouble;
import io.promshard.shard.servers.PrometheusServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Brings trouble over links and servers, and takes it away again: never over all at once for long. Used by one thread. */
final class Chaos {

    private static final int MOST_IN_TROUBLE = 2;
    private static final Duration PACE = Duration.ofMillis(250);

    private final List<FaultyLink> links;
    private final List<PrometheusServer> servers;
    private final Dice dice;
    private int troubles;

    Chaos(List<FaultyLink> links, List<PrometheusServer> servers, Dice dice) {
        this.links = List.copyOf(links);
        this.servers = List.copyOf(servers);
        this.dice = dice;
    }

    /** Goes on for that long, and leaves everything well. */
    void reign(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            if (dice.chance(6)) {
                strike(dice.pick(servers));
            } else {
                change(dice.pick(links));
            }
            rest();
        }
        links.forEach(link -> link.gets(Trouble.NONE));
    }

    private void change(FaultyLink link) {
        List<FaultyLink> ill = new ArrayList<>(links);
        ill.removeIf(FaultyLink::isWell);
        if (!link.isWell() || ill.size() >= MOST_IN_TROUBLE) {
            (link.isWell() ? ill.getFirst() : link).gets(Trouble.NONE);
        } else {
            troubles++;
            link.gets(dice.pick(Trouble.values()));
        }
    }

    /** A server itself stops for a while, or dies and comes back. */
    private void strike(PrometheusServer server) {
        troubles++;
        if (dice.chance(60)) {
            server.pause();
            rest();
            rest();
            server.resume();
        } else {
            server.kill9();
            rest();
            server.restart();
        }
    }

    private static void rest() {
        LockSupport.parkNanos(PACE.toNanos());
    }

    /** How many there were. */
    int troubles() {
        return troubles;
    }
}
