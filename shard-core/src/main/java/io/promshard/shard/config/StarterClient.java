package io.promshard.shard.config;

import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.cloud.consul.ConsulAutoConfiguration;
import org.springframework.cloud.consul.ConsulClient;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.util.DefaultUriBuilderFactory;
import org.springframework.web.util.DefaultUriBuilderFactory.EncodingMode;

/** The client of spring-cloud-consul, which has settings for two key stores but none for a bundle. */
final class StarterClient {

    private StarterClient() {}

    /** As the starter makes its own, refusals unnoticed: {@link io.promshard.shard.consul.SelfRegistration} sees them. */
    static ConsulClient trusting(SslBundle bundle, String baseUrl) {
        DefaultUriBuilderFactory uris = new DefaultUriBuilderFactory(baseUrl);
        uris.setEncodingMode(EncodingMode.NONE);
        RestClient client = RestClient.builder()
                .uriBuilderFactory(uris)
                .requestFactory(ClientHttpRequestFactoryBuilder.jdk().build(HttpClientSettings.ofSslBundle(bundle)))
                .defaultStatusHandler(HttpStatusCode::isError, (request, response) -> {})
                .build();
        return ConsulAutoConfiguration.createNewConsulClient(RestClientAdapter.create(client));
    }
}
