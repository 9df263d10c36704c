package io.promshard.pgw.scrape;

import io.promshard.pgw.exposition.Exposition;
import io.promshard.pgw.exposition.ExpositionException;
import io.promshard.pgw.snapshot.Draft;
import io.promshard.pgw.snapshot.GatewaySnapshot;
import io.promshard.pgw.snapshot.GroupList;
import io.promshard.shard.membership.Member;
import java.net.http.HttpClient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes snapshots of gateways. Thread-safe; calls block.
 *
 * <p>Exposition and list are two answers, between which pushes come. Groups that were not pushed between them are known from the list
 * for sure, and what is left is settled by asking again, three times at the most.
 */
public final class GatewayReader {

    /** Names are wanted as they are; by default a gateway would replace what is not of the old alphabet. */
    private static final String ACCEPT = "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;"
            + "encoding=delimited;escaping=allow-utf-8";

    private static final String PROTOBUF = "application/vnd.google.protobuf";
    private static final String JSON = "application/json";
    private static final String LIST = "/api/v1/metrics";
    private static final String STATUS = "/api/v1/status";
    private static final int TRIES = 3;

    private final GatewayHttp http;
    private final String metricsPath;
    private final InstantSource clock;

    public GatewayReader(HttpClient client, ScrapeSettings settings, InstantSource clock) {
        this.http = new GatewayHttp(client, settings);
        this.metricsPath = settings.metricsPath();
        this.clock = clock;
    }

    /** Reads the gateway's groups with their exact keys, for whoever copies them. Asks for exposition and list. */
    public GatewaySnapshot readExactly(Member gateway) throws ScrapeException, InterruptedException {
        for (int left = TRIES - 1; ; left--) {
            Instant asked = clock.instant();
            Draft draft = draft(gateway);
            GroupList list = list(gateway, draft);
            draft.settle(list);
            if (draft.isSettled() || left == 0) {
                return draft.snapshot(gateway, asked, list);
            }
        }
    }

    /**
     * Reads the gateway's groups for whoever shows them. Asks for the list only if neither the exposition nor an earlier snapshot
     * tells the group of each metric; keys may lack an empty {@code instance}.
     */
    public GatewaySnapshot read(Member gateway, @Nullable GatewaySnapshot earlier)
            throws ScrapeException, InterruptedException {
        for (int left = TRIES - 1; ; left--) {
            Instant asked = clock.instant();
            Draft draft = draft(gateway);
            if (earlier != null && !draft.isSettled()) {
                draft.settle(earlier.listing());
            }
            if (!draft.isSettled()) {
                draft.settle(list(gateway, draft));
            }
            if (draft.isSettled() || left == 0) {
                return draft.snapshot(gateway, asked);
            }
        }
    }

    /** The gateway's groups by its own list alone, which it gives even while its exposition is broken. */
    public List<ListedGroup> groups(Member gateway) throws ScrapeException, InterruptedException {
        byte[] body = list(gateway);
        try {
            return ListParser.items(body).stream()
                    .map(item -> new ListedGroup(
                            item.group().key(),
                            item.group().keyKnown(),
                            item.group().pushTime(),
                            item.failureTime()))
                    .toList();
        } catch (ExpositionException e) {
            throw new ScrapeException(gateway.id() + LIST + " cannot be understood: " + e.getMessage(), e);
        }
    }

    /** The gateway's own list as it is, a JSON document. */
    public byte[] list(Member gateway) throws ScrapeException, InterruptedException {
        return http.get(gateway, LIST, JSON, JSON);
    }

    /** What the gateway says of itself, a JSON document. */
    public byte[] status(Member gateway) throws ScrapeException, InterruptedException {
        return http.get(gateway, STATUS, JSON, JSON);
    }

    private Draft draft(Member gateway) throws ScrapeException, InterruptedException {
        byte[] body = http.get(gateway, metricsPath, ACCEPT, PROTOBUF);
        try {
            return GatewaySnapshot.draft(Exposition.of(body));
        } catch (ExpositionException e) {
            throw new ScrapeException(gateway.id() + metricsPath + " cannot be understood: " + e.getMessage(), e);
        }
    }

    private GroupList list(Member gateway, Draft draft) throws ScrapeException, InterruptedException {
        byte[] body = list(gateway);
        try {
            List<GroupList.Listed> groups = ListParser.groups(body, draft);
            return new GroupList(groups);
        } catch (ExpositionException e) {
            throw new ScrapeException(gateway.id() + LIST + " cannot be understood: " + e.getMessage(), e);
        }
    }
}
