package io.promshard.query.config;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Takes the configuration file of prome-route as it is: {@code replace_label_name}, {@code prome_servers} and {@code
 * http.listen_addr}. What the command line or the environment says comes before it.
 */
public final class PromeRouteLayout implements EnvironmentPostProcessor, Ordered {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Map<String, Object> ours = new HashMap<>();
        String label = environment.getProperty("replace_label_name");
        if (label != null) {
            ours.put("query-router.feature-label", label);
        }
        Binder.get(environment)
                .bind("prome-servers", Bindable.mapOf(String.class, String.class))
                .orElseGet(Map::of)
                .forEach((value, server) -> ours.put("query-router.shards[" + value + "]", server));
        String listen = environment.getProperty("http.listen_addr");
        int colon = listen == null ? -1 : listen.lastIndexOf(':');
        if (listen != null && colon >= 0) {
            ours.put("server.port", listen.substring(colon + 1));
            if (colon > 0) {
                ours.put("server.address", listen.substring(0, colon));
            }
        }
        if (!ours.isEmpty()) {
            environment
                    .getPropertySources()
                    .addAfter(
                            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                            new MapPropertySource("prome-route", ours));
        }
    }

    /** After the files are read. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
