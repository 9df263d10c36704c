package io.promshard.query.config;

import io.promshard.shard.web.TomcatConnectionValve;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tunes Tomcat so that clients that go away are noticed. */
@Configuration(proxyBeanMethods = false)
class ConnectorConfiguration {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> connectorCustomizer() {
        return factory -> factory.addEngineValves(new TomcatConnectionValve());
    }
}
