package io.promshard.query.client.http;

import io.promshard.query.client.ApiCall;
import io.promshard.query.client.ApiCall.Param;
import io.promshard.query.client.Upload;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;

/** Makes the HTTP request of a call. */
final class Requests {

    /** The endpoints that take {@code timeout}. */
    private static final Set<String> EVALUATING = Set.of("/api/v1/query", "/api/v1/query_range");

    /** What an answer needs to get here. With it the server's own word on the timeout comes before ours. */
    private static final Duration WAY_BACK = Duration.ofMillis(50);

    /** Past the deadline, at which the {@link Watch} ends the call: so there is one judge of time. */
    private static final Duration AFTER_THE_WATCH = Duration.ofSeconds(5);

    private Requests() {}

    static HttpUriRequestBase request(URI server, ApiCall call, Duration left, boolean gzip) {
        String form = form(withTimeout(call, left));
        boolean post = call.form() || call.upload().isPresent();
        HttpUriRequestBase request = new HttpUriRequestBase(post ? "POST" : "GET", server);
        request.setPath(prefix(server) + call.path() + (call.form() || form.isEmpty() ? "" : "?" + form));
        if (call.form()) {
            request.setEntity(new StringEntity(form, ContentType.APPLICATION_FORM_URLENCODED));
        }
        call.upload().ifPresent(upload -> upload(upload, request));
        request.setHeader(HttpHeaders.ACCEPT_ENCODING, gzip ? "gzip" : "identity");
        request.setConfig(config(left.plus(AFTER_THE_WATCH)));
        return request;
    }

    private static void upload(Upload upload, HttpUriRequestBase request) {
        request.setEntity(new ByteArrayEntity(upload.bytes(), null));
        upload.headers().forEach(request::setHeader);
    }

    private static String prefix(URI server) {
        return server.getRawPath() == null ? "" : server.getRawPath();
    }

    private static RequestConfig config(Duration silence) {
        return RequestConfig.custom()
                .setResponseTimeout(Timeout.of(silence))
                .setAuthenticationEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .build();
    }

    /** The deadline takes the place of any timeout in the call: it is never later. */
    private static List<Param> withTimeout(ApiCall call, Duration left) {
        if (!EVALUATING.contains(call.path())) {
            return call.params();
        }
        long millis = Math.max(1, left.minus(WAY_BACK).toMillis());
        return Stream.concat(
                        call.params().stream().filter(param -> !param.name().equals("timeout")),
                        Stream.of(new Param("timeout", millis + "ms")))
                .toList();
    }

    private static String form(List<Param> params) {
        return params.stream()
                .map(param -> encoded(param.name()) + "=" + encoded(param.value()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
