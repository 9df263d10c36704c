package io.promshard.pgw.upkeep.http;

import io.promshard.pgw.grouping.GroupPath;
import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.pgw.scrape.GatewayReader;
import io.promshard.pgw.scrape.ListedGroup;
import io.promshard.pgw.scrape.ScrapeException;
import io.promshard.pgw.snapshot.Group;
import io.promshard.pgw.upkeep.GatewayStore;
import io.promshard.pgw.upkeep.StoreException;
import io.promshard.pgw.upkeep.StoredGroup;
import io.promshard.shard.http.LimitedBody;
import io.promshard.shard.membership.Member;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads groups as protobuf and pushes them again as they were. Thread-safe. */
public final class HttpGatewayStore implements GatewayStore {

    private static final String PROTOBUF =
            "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited";
    private static final Duration WITHIN = Duration.ofSeconds(2);

    /** It deletes group by group. */
    private static final Duration WIPED_WITHIN = Duration.ofSeconds(10);

    private static final Set<Integer> NO_SUCH_ORDER = Set.of(403, 404, 405, 501);
    private static final long LONGEST_ANSWER = 64 * 1024;
    private static final int EXCERPT = 200;

    private final GatewayReader reader;
    private final HttpClient client;

    public HttpGatewayStore(GatewayReader reader, HttpClient client) {
        this.reader = reader;
        this.client = client;
    }

    @Override
    public Map<GroupingKey, StoredGroup> read(Member gateway) throws StoreException, InterruptedException {
        try {
            Map<GroupingKey, StoredGroup> groups = new HashMap<>();
            for (Group group : reader.readExactly(gateway).groups().values()) {
                groups.put(group.key(), new Stored(group));
            }
            return groups;
        } catch (ScrapeException e) {
            throw StoreException.unanswered(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public List<ListedGroup> list(Member gateway) throws StoreException, InterruptedException {
        try {
            return reader.groups(gateway);
        } catch (ScrapeException e) {
            throw StoreException.unanswered(String.valueOf(e.getMessage()), e);
        }
    }

    /** A failure time that is pushed into a group that is there is kept as it is; it would be lost otherwise. */
    @Override
    public void put(Member gateway, StoredGroup group) throws StoreException, InterruptedException {
        send("PUT", gateway, group.key(), PROTOBUF, group.body());
        if (group.failureTime() > 0) {
            String failure =
                    "# TYPE push_failure_time_seconds gauge\npush_failure_time_seconds " + group.failureTime() + "\n";
            send("POST", gateway, group.key(), "text/plain", failure.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public void add(Member gateway, StoredGroup group, Set<String> but) throws StoreException, InterruptedException {
        send("POST", gateway, group.key(), PROTOBUF, group.bodyWithout(but));
    }

    @Override
    public void delete(Member gateway, GroupingKey key) throws StoreException, InterruptedException {
        send("DELETE", gateway, key, "", new byte[0]);
    }

    /** Without {@code --web.enable-admin-api} there is no such path; a proxy in front may forbid it. */
    @Override
    public boolean wipe(Member gateway) throws StoreException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway.url() + "/api/v1/admin/wipe"))
                .PUT(BodyPublishers.noBody())
                .build();
        HttpResponse<byte[]> answer = send("the wipe of " + gateway.id(), request, WIPED_WITHIN);
        if (NO_SUCH_ORDER.contains(answer.statusCode())) {
            return false;
        }
        if (answer.statusCode() >= 300) {
            throw StoreException.refused(
                    "the wipe: " + gateway.id() + " answered " + answer.statusCode() + " " + excerpt(answer.body()),
                    null);
        }
        return true;
    }

    private void send(String method, Member gateway, GroupingKey key, String type, byte[] body)
            throws StoreException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway.url() + GroupPath.of(key)))
                .method(method, BodyPublishers.ofByteArray(body));
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        HttpResponse<byte[]> answer = send(method + " of " + key + " to " + gateway.id(), request.build(), WITHIN);
        if (answer.statusCode() >= 300) {
            throw StoreException.refused(
                    method + " of " + key + ": " + gateway.id() + " answered " + answer.statusCode() + " "
                            + excerpt(answer.body()),
                    null);
        }
    }

    /** A connection that ends without an answer is a refusal too: Pushgateway 1.11.0 says so that metrics are inconsistent. */
    private HttpResponse<byte[]> send(String what, HttpRequest request, Duration within)
            throws StoreException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, head -> new LimitedBody(LONGEST_ANSWER, "the answer is longer than"));
        try {
            return answer.get(within.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            String message = what + " failed: " + e.getCause();
            throw e.getCause() instanceof ConnectException
                    ? StoreException.unanswered(message, e)
                    : StoreException.refused(message, e);
        } catch (TimeoutException e) {
            throw StoreException.unanswered(what + " was not answered within " + within.toMillis() + " ms", e);
        } finally {
            answer.cancel(true);
        }
    }

    private static String excerpt(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        return text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + "…";
    }

    /** A group of a snapshot. */
    private record Stored(Group group) implements StoredGroup {

        @Override
        public GroupingKey key() {
            return group.key();
        }

        @Override
        public boolean exact() {
            return group.exact();
        }

        @Override
        public double pushTime() {
            return group.pushTime();
        }

        @Override
        public double failureTime() {
            return group.failureTime();
        }

        @Override
        public byte[] body() {
            return group.body();
        }

        @Override
        public Set<String> families() {
            return group.familyNames();
        }

        @Override
        public byte[] bodyWithout(Set<String> families) {
            return group.bodyWithout(families);
        }
    }
}
