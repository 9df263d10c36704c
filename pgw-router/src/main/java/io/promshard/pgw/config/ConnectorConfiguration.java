package io.promshard.pgw.config;

import io.promshard.shard.web.TomcatConnectionValve;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.ContinueResponseTiming;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tunes Tomcat so that every path that a gateway stores gets through unchanged, and connections are kept. */
@Configuration(proxyBeanMethods = false)
class ConnectorConfiguration {

    /** What Go takes in a request line although RFC 3986 does not allow it unescaped. */
    private static final String RELAXED = "\"<>[\\]^`{|}";

    ConnectorConfiguration(ServerProperties server) {
        if (server.getHttp2().isEnabled()) {
            throw new InvalidConfigurationPropertyValueException(
                    "server.http2.enabled",
                    true,
                    "A push is streamed and its client watched on a connection of HTTP/1.1, of which HTTP/2 has none to a"
                            + " request: leave it off here, and let a proxy in front speak HTTP/2.");
        }
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> connectorCustomizer(PgwRouterProperties properties) {
        return factory -> {
            factory.addConnectorCustomizers(connector -> tune(connector, properties.forward()));
            factory.addEngineValves(new TomcatConnectionValve());
        };
    }

    /** Tomcat's own virtual threads are numbered, which costs each request a text, and are started by reflection. */
    private static Executor namelessThreads() {
        return Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("tomcat-handler").factory());
    }

    /** The time of a body is looked at when some of it comes. So that one of which nothing comes ends too, no pause may be longer. */
    private static void limitPauses(AbstractHttp11Protocol<?> http, Duration bodyTimeout) {
        long millis = Math.clamp(bodyTimeout.toMillis(), 1, Integer.MAX_VALUE);
        int connection = http.getConnectionTimeout();
        http.setDisableUploadTimeout(false);
        http.setConnectionUploadTimeout((int) (connection > 0 ? Math.min(connection, millis) : millis));
    }

    private static void tune(Connector connector, ForwardProperties limits) {
        connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
        connector.setEncodedReverseSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
        connector.setProperty("relaxedPathChars", RELAXED);
        connector.setProperty("relaxedQueryChars", RELAXED);
        connector.setAllowBackslash(true);
        connector.setURIEncoding(StandardCharsets.ISO_8859_1.name());
        if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
            // A client that waits for a 100 and is redirected must not send its body to us.
            http.setContinueResponseTiming(ContinueResponseTiming.ON_REQUEST_BODY_READ.toString());
            // Many clients read no answer before they have sent all, so a redirect too must let the body come to its
            // end.
            http.setMaxSwallowSize(
                    (int) Math.min(Integer.MAX_VALUE, limits.maxBodySize().toBytes()));
            http.setMaxKeepAliveRequests(-1);
            http.setExecutor(namelessThreads());
            limitPauses(http, limits.bodyTimeout());
        }
    }
}
