package io.promshard.pgw.acceptance;

import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.exporter.pushgateway.PushGateway;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;

/** Clients of this JVM: Prometheus' own for Java, the JDK's, and one that behaves as clients do that cannot run here. */
final class JavaClients {

    private JavaClients() {}

    /** Prometheus' client for Java. It redirects by the JDK's old HTTP client. */
    record Prometheus() implements PushClient {

        @Override
        public void push(Push push) throws IOException {
            PrometheusRegistry registry = new PrometheusRegistry();
            Gauge.builder()
                    .name(push.family())
                    .withoutExemplars()
                    .register(registry)
                    .set(1);
            PushGateway gateway = PushGateway.builder()
                    .address(push.router().getAuthority())
                    .job(Push.JOB)
                    .groupingKey("instance", push.instance())
                    .registry(registry)
                    .build();
            switch (push.method()) {
                case "PUT" -> gateway.push();
                case "POST" -> gateway.pushAdd();
                default -> gateway.delete();
            }
        }
    }

    /** The JDK's client as it is unless told otherwise: redirects are off. So it asks to be proxied. */
    record JdkAskingForProxy() implements PushClient {

        @Override
        public void push(Push push) throws IOException {
            int status = Http.stay(HttpRequest.newBuilder(push.url())
                            .method(push.method(), BodyPublishers.ofString(push.body()))
                            .header("X-Pgw-Mode", "proxy"))
                    .statusCode();
            refuse(status);
        }
    }

    /**
     * Names itself and stays at a redirect as others do.
     *
     * @param userAgent empty for none, as of prometheus-cpp
     */
    record Staying(String userAgent) implements PushClient {

        @Override
        public void push(Push push) throws IOException {
            refuse(new PlainPush(userAgent, false, Duration.ofSeconds(10))
                    .send(push.method(), push.url(), push.body()));
        }
    }

    private static void refuse(int status) throws IOException {
        if (status >= 300) {
            throw new IOException("answered " + status);
        }
    }
}
