package io.promshard.shard.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.promshard.shard.access.Secret;
import io.promshard.shard.servers.SelfSigned;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TowardsTest {

    private final AtomicLong now = new AtomicLong();

    @TempDir
    private Path folder;

    private @Nullable HttpServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private URI started(HttpServer made, String scheme) {
        made.createContext("/", exchange -> {
            String seen = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = seen.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        made.start();
        server = made;
        return URI.create(scheme + "://127.0.0.1:" + made.getAddress().getPort() + "/");
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static String ask(Towards towards, URI url) throws IOException, InterruptedException {
        try (HttpClient client = towards.client(HttpClient.newBuilder())) {
            return client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString())
                    .body();
        }
    }

    @Test
    void showsNothingUnlessToldTo() throws Exception {
        assertThat(ask(Towards.ANYBODY, started(HttpServer.create(anyPort(), 0), "http")))
                .isEqualTo("null");
    }

    @Test
    void showsWhatTheFileSaysByNow() throws Exception {
        Path file = Files.writeString(folder.resolve("token"), "first\n");
        Towards towards = new Towards(Secret.bearer(file, now::get), Optional.empty());
        URI url = started(HttpServer.create(anyPort(), 0), "http");

        assertThat(ask(towards, url)).isEqualTo("Bearer first");
        Files.writeString(file, "second");
        now.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(ask(towards, url)).isEqualTo("Bearer second");
        Files.writeString(file, "a\nb");
        now.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(ask(towards, url)).isEqualTo("Bearer second");
    }

    @Test
    void showsItsCredentialsToNobodyElse() {
        HttpClient.Builder following = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL);

        assertThatThrownBy(() -> Towards.ANYBODY.client(following)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void trustsAnotherFromOneConnectionToTheNext() throws Exception {
        SelfSigned mine = SelfSigned.create(Files.createDirectory(folder.resolve("mine")));
        SelfSigned others = SelfSigned.create(Files.createDirectory(folder.resolve("others")));
        HttpsServer https = HttpsServer.create(anyPort(), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(mine.context()));
        URI url = started(https, "https");
        SwappableTls tls = new SwappableTls(noKeys(), trust(others.certificate()));
        Towards towards = new Towards(Optional::empty, Optional.of(tls.context()));

        assertThatThrownBy(() -> ask(towards, url)).isInstanceOf(SSLHandshakeException.class);
        tls.swap(noKeys(), trust(mine.certificate()));
        assertThat(ask(towards, url)).isEqualTo("null");
        tls.swap(noKeys(), trust(others.certificate()));
        assertThatThrownBy(() -> ask(towards, url)).isInstanceOf(SSLHandshakeException.class);
    }

    private static KeyManager[] noKeys() throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(null, null);
        return keys.getKeyManagers();
    }

    private static TrustManager[] trust(Path certificate) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (var in = Files.newInputStream(certificate)) {
            trusted.setCertificateEntry(
                    "it", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        return trust.getTrustManagers();
    }
}
