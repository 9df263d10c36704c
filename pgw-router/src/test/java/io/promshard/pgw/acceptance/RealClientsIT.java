package io.promshard.pgw.acceptance;

import static io.promshard.shard.servers.ServerKind.PUSHGATEWAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.Servers;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each client takes for a success has reached the one gateway that owns the group, in the mode auto. */
@RealServers(PUSHGATEWAY)
@TestInstance(Lifecycle.PER_CLASS)
class RealClientsIT {

    private final Gateways gateways;
    private final RouterUnderTest router;
    private int instances;

    RealClientsIT(Servers servers) {
        this.gateways = Gateways.three(servers);
        this.router = RouterUnderTest.start(gateways.properties());
    }

    @AfterAll
    void close() {
        router.close();
    }

    static Stream<PushClient> clients() {
        Stream<PushClient> own = Stream.of(
                new JavaClients.Prometheus(),
                new JavaClients.JdkAskingForProxy(),
                new JavaClients.Staying("Ruby"),
                new JavaClients.Staying(""));
        return Stream.concat(Programs.all(), own);
    }

    @ParameterizedTest
    @MethodSource("clients")
    void whatItPutsAndThenPostsIsTogetherOnOneGateway(PushClient client) throws IOException {
        String instance = instanceFor(client);

        client.push(push("PUT", instance, "a"));
        client.push(push("POST", instance, "b"));

        assertThat(stored(instance))
                .singleElement()
                .satisfies(families -> assertThat(families).containsKeys("a_" + instance, "b_" + instance));
    }

    @ParameterizedTest
    @MethodSource("clients")
    void whatItPutsReplacesTheGroup(PushClient client) throws IOException {
        String instance = instanceFor(client);

        client.push(push("PUT", instance, "a"));
        client.push(push("PUT", instance, "b"));

        assertThat(stored(instance))
                .singleElement()
                .satisfies(families ->
                        assertThat(families).containsKey("b_" + instance).doesNotContainKey("a_" + instance));
    }

    @ParameterizedTest
    @MethodSource("clients")
    void whatItDeletesIsGoneFromAll(PushClient client) throws IOException {
        String instance = instanceFor(client);
        client.push(push("PUT", instance, "a"));
        assertThat(stored(instance)).hasSize(1);

        client.push(push("DELETE", instance, "a"));

        await().until(() -> stored(instance).isEmpty());
    }

    /** It is not known whether a client of this name follows; without redirects it sees the 307 and can tell. */
    @Test
    void theJdksClientWithoutRedirectsGetsThe307() {
        Push put = push("PUT", "jdk", "a");

        HttpResponse<String> answer = Http.stay(Http.put(put.url(), put.body()));

        assertThat(answer.statusCode()).isEqualTo(307);
        assertThat(answer.headers().firstValue("Location"))
                .contains(router.owner(put.url().getPath()) + put.url().getPath());
        assertThat(stored("jdk")).isEmpty();
    }

    /** A new one each time. */
    private String instanceFor(PushClient client) {
        client.whyNot().ifPresent(why -> {
            System.err.println("!!! SKIPPED, A CLIENT IS MISSING: " + why);
            abort(why);
        });
        return "host" + instances++;
    }

    private Push push(String method, String instance, String family) {
        return new Push(method, router.url(), instance, family + "_" + instance);
    }

    /** The families of the group, for each gateway that has it. */
    private List<Map<String, String>> stored(String instance) {
        Map<String, String> labels = Map.of("job", Push.JOB, "instance", instance);
        return gateways.stored().stream()
                .filter(gateway -> gateway.has(labels))
                .map(gateway -> gateway.families(labels))
                .toList();
    }
}
