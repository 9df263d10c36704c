package io.promshard.shard.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** A Consul agent, and what tests do to its services. Those that it registers have a TTL check that tests set. */
public final class ConsulServer extends Server {

    ConsulServer(Launch launch) {
        super(launch);
    }

    /** A dev agent forgets all at a restart; one that keeps its state elects itself again, within some seconds. */
    static List<String> arguments(Start start, int port, String directory) {
        List<String> arguments = new ArrayList<>(List.of("agent"));
        arguments.addAll(
                start.keepsState()
                        ? List.of("-server", "-bootstrap-expect", "1", "-data-dir", directory)
                        : List.of("-dev"));
        arguments.addAll(List.of("-node", "node-" + port, "-client", "127.0.0.1", "-bind", "127.0.0.1"));
        arguments.addAll(List.of("-http-port", String.valueOf(port), "-server-port", free(), "-serf-lan-port", free()));
        arguments.addAll(List.of("-serf-wan-port", free(), "-dns-port", "-1", "-grpc-port", "-1"));
        arguments.addAll(List.of("-hcl", "disable_update_check = true performance { raft_multiplier = 1 }"));
        arguments.addAll(start.args());
        return arguments;
    }

    /** For {@code -hcl}: it serves https too, at another port. */
    public static String https(int port, SelfSigned identity) {
        return "ports { https = %d } cert_file = \"%s\" key_file = \"%s\""
                .formatted(port, identity.certificate(), identity.key());
    }

    private static String free() {
        return String.valueOf(Ports.free());
    }

    /** Registers an instance at 127.0.0.1 whose check passes at once. */
    public void register(String service, String id, int port) {
        register("""
                {"Name": "%s", "ID": "%s", "Address": "127.0.0.1", "Port": %d,
                 "Check": {"CheckID": "%s", "TTL": "10m", "Status": "passing"}}""".formatted(service, id, port, checkOf(id)));
    }

    /** Registers what the JSON says, as {@code /v1/agent/service/register} wants it. */
    public void register(String json) {
        put("/v1/agent/service/register", json);
    }

    public void pass(String id) {
        put("/v1/agent/check/pass/" + checkOf(id), "");
    }

    public void warn(String id) {
        put("/v1/agent/check/warn/" + checkOf(id), "");
    }

    public void fail(String id) {
        put("/v1/agent/check/fail/" + checkOf(id), "");
    }

    public void deregister(String id) {
        put("/v1/agent/service/deregister/" + id, "");
    }

    /** The answer's body to a GET. */
    public String get(String path) {
        return body(path, exchange(path, request(path)));
    }

    /** PUTs to any path of the agent, which must answer 200. */
    public void put(String path, String body) {
        body(path, exchange(path, request(path).PUT(BodyPublishers.ofString(body))));
    }

    private static String checkOf(String id) {
        return "ttl-" + id;
    }

    private HttpResponse<String> exchange(String path, HttpRequest.Builder request) {
        try {
            return send(request);
        } catch (IOException e) {
            throw new UncheckedIOException(url() + path, e);
        }
    }

    private static String body(String path, HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }
}
