package io.promshard.query.config;

import io.promshard.query.web.ConnectorErrors;
import io.promshard.shard.web.TomcatConnectionValve;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tunes Tomcat so that what people write to a Prometheus gets through, and clients that go away are noticed. */
@Configuration(proxyBeanMethods = false)
class ConnectorConfiguration {

    /** What Go takes in a request line although RFC 3986 does not allow it unescaped: queries are full of it. */
    private static final String RELAXED = "\"<>[\\]^`{|}";

    /** An answer of megabytes goes out in an eighth of the calls that Tomcat's own 8 KiB take. */
    private static final String WRITE_BUFFER = String.valueOf(64 * 1024);

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> connectorCustomizer() {
        return factory -> {
            factory.addConnectorCustomizers(ConnectorConfiguration::tune);
            factory.addContextCustomizers(ConnectorConfiguration::wordErrors);
            factory.addEngineValves(new TomcatConnectionValve());
        };
    }

    private static void tune(Connector connector) {
        connector.setProperty("relaxedPathChars", RELAXED);
        connector.setProperty("relaxedQueryChars", RELAXED);
        connector.setProperty("socket.appWriteBufSize", WRITE_BUFFER);
        if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
            http.setMaxKeepAliveRequests(-1);
        }
    }

    /** By the name of the class, the host makes no reporter of its own beside this one. */
    private static void wordErrors(Context context) {
        if (context.getParent() instanceof StandardHost host) {
            host.getPipeline().addValve(new ConnectorErrors());
            host.setErrorReportValveClass(ConnectorErrors.class.getName());
        }
    }
}
