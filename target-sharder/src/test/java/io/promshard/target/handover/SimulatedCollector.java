package io.promshard.target.handover;

import io.promshard.target.report.CollectorReport;
import io.promshard.target.report.ScrapeHealth;
import io.promshard.target.report.ScrapedTarget;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** A collector of a simulated world: it heeds its list each five seconds and scrapes each key at a phase of its own. */
final class SimulatedCollector {

    static final long PICK_UP = 5_000;

    final String id;
    private final long tick;
    private final long seed;

    /** What is delivered to it. */
    Set<Long> list = new TreeSet<>();

    /** Since when it scrapes each key; and of each, when it is due. */
    final Map<Long, Long> due = new HashMap<>();

    final Map<Long, Long> lastScrape = new HashMap<>();
    final Set<Long> up = new HashSet<>();

    /** Keys that it fails to scrape, and such that its relabelling drops. */
    final Set<Long> unreachable = new HashSet<>();

    final Set<Long> dropped = new HashSet<>();

    boolean running = true;
    boolean answers = true;

    SimulatedCollector(String id, SplittableRandom random) {
        this.id = id;
        this.tick = random.nextLong(PICK_UP);
        this.seed = random.nextLong();
    }

    /** Lets time pass up to that moment, in milliseconds. Returns the keys that it scraped now. */
    Set<Long> advance(long now, long step, long interval, Set<Long> targetsUp) {
        if (!running) {
            return Set.of();
        }
        if (Math.floorMod(now - tick, PICK_UP) < step) {
            load(now, interval);
        }
        Set<Long> scraped = new TreeSet<>();
        due.replaceAll((key, at) -> {
            if (at > now) {
                return at;
            }
            lastScrape.put(key, now);
            if (targetsUp.contains(key) && !unreachable.contains(key)) {
                up.add(key);
                scraped.add(key);
            } else {
                up.remove(key);
            }
            return at + interval;
        });
        return scraped;
    }

    private void load(long now, long interval) {
        due.keySet().retainAll(list);
        lastScrape.keySet().retainAll(list);
        up.retainAll(list);
        for (long key : list) {
            if (!dropped.contains(key)) {
                due.computeIfAbsent(
                        key, k -> now + Math.floorMod(((k * 31 + seed) * 0x9E3779B97F4A7C15L) >>> 20, interval));
            }
        }
    }

    void stop() {
        running = false;
        due.clear();
        lastScrape.clear();
        up.clear();
    }

    void start(long now, long interval) {
        running = true;
        load(now, interval);
    }

    /** Whether it scrapes the key, and would again. */
    boolean works(long key, Set<Long> targetsUp) {
        return running
                && up.contains(key)
                && due.containsKey(key)
                && targetsUp.contains(key)
                && !unreachable.contains(key);
    }

    CollectorReport report(Instant now) {
        List<ScrapedTarget> targets = due.keySet().stream()
                .map(key -> new ScrapedTarget(
                        key,
                        "job",
                        up.contains(key)
                                ? ScrapeHealth.UP
                                : lastScrape.containsKey(key) ? ScrapeHealth.DOWN : ScrapeHealth.UNKNOWN,
                        Instant.ofEpochMilli(lastScrape.getOrDefault(key, 0L)),
                        "",
                        1))
                .toList();
        return new CollectorReport(id, now, targets, 0);
    }
}
