package io.promshard.pgw.acceptance;

import static io.promshard.shard.servers.ServerKind.PUSHGATEWAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.Servers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients such as Go's name the labels of one group in another order each time. */
@RealServers(PUSHGATEWAY)
class OneGatewayPerGroupIT {

    private static final int GROUPS = 100;
    private static final int PUSHES = 10;

    @ParameterizedTest
    @CsvSource({"Go-http-client/1.1, true", "Python-urllib/3.11, false"})
    void everyGroupIsOnOneGatewayWithItsLastValue(String userAgent, boolean redirected, Servers servers) {
        Gateways gateways = Gateways.three(servers);

        try (RouterUnderTest router = RouterUnderTest.start(gateways.properties())) {
            IntStream.range(0, GROUPS).parallel().forEach(group -> push(router, group, userAgent, redirected));
        }

        List<StoredGroups> stored = gateways.stored();
        assertThat(IntStream.range(0, GROUPS).mapToObj(group -> values(stored, group)))
                .allSatisfy(values -> assertThat(values).containsExactly(String.valueOf(PUSHES)));
        assertThat(stored).allSatisfy(gateway -> assertThat(gateway.groups()).isNotEmpty());
        assertThat(stored.stream().mapToInt(gateway -> gateway.groups().size()).sum())
                .isEqualTo(GROUPS);
    }

    private static void push(RouterUnderTest router, int group, String userAgent, boolean redirected) {
        Spelling spelling = new Spelling(new Random(group));
        for (int value = 1; value <= PUSHES; value++) {
            HttpResponse<String> answer =
                    Http.follow(Http.put(router.url(spelling.path("batch", labels(group))), "shuffled " + value + "\n")
                            .header("User-Agent", userAgent));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.previousResponse().isPresent()).isEqualTo(redirected);
        }
    }

    private static Map<String, String> labels(int group) {
        return Map.of("instance", "host-" + group, "zone", "zürich 1", "shard", "s+" + group % 7);
    }

    private static List<String> values(List<StoredGroups> stored, int group) {
        Map<String, String> labels = new java.util.HashMap<>(labels(group));
        labels.put("job", "batch");
        return stored.stream()
                .flatMap(gateway -> gateway.families(labels).entrySet().stream())
                .filter(family -> family.getKey().equals("shuffled"))
                .map(Map.Entry::getValue)
                .toList();
    }
}
