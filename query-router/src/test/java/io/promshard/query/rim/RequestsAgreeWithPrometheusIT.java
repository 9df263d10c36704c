package io.promshard.query.rim;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.query.rim.OddRequests.Odd;
import io.promshard.shard.servers.PrometheusServer;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.Servers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Odd requests to a Prometheus, and to a router that has it as its only shard: the same status, and the same error to the byte. */
@RealServers
class RequestsAgreeWithPrometheusIT {

    @Test
    void errorsAreThoseOfAPrometheus(Servers servers) throws IOException {
        PrometheusServer prometheus = servers.prometheus("global: {scrape_interval: 1h}\n");
        List<String> disagreements = new ArrayList<>();
        List<Odd> requests = OddRequests.all();
        try (Router router = Router.over(Router.external("a", prometheus))) {
            for (Odd request : requests) {
                String expected = ask(prometheus.url().getPort(), request);
                String actual = ask(router.port(), request);
                if (!actual.equals(expected)) {
                    disagreements.add(request + "\n    " + expected + "\n    " + actual);
                }
            }
        }

        System.out.println(">>> " + requests.size() + " requests, " + disagreements.size() + " disagreements");
        assertThat(disagreements).isEmpty();
    }

    /** Status, and the error if there is one. */
    private static String ask(int port, Odd odd) throws IOException {
        try (RawClient client = new RawClient(port)) {
            String type = odd.type().isEmpty() ? "" : "Content-Type: " + odd.type() + "\r\n";
            RawAnswer answer = client.send(
                            "%s %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n%sContent-Length: %d\r\n\r\n%s"
                                    .formatted(
                                            odd.method(),
                                            odd.target(),
                                            type,
                                            odd.body().length(),
                                            odd.body()))
                    .read();
            return answer.status() == 200 ? "200" : answer.status() + " " + answer.body();
        }
    }
}
