package io.promshard.target.publish.sd;

import static io.promshard.target.publish.Samples.publication;
import static io.promshard.target.publish.Samples.targets;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.target.publish.EncodedList;
import io.promshard.target.publish.Encodings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SdEndpointTest {

    private final ServedLists lists = new ServedLists(new Encodings(), Runnable::run);
    private final SdEndpoint endpoint = new SdEndpoint(lists);

    @Test
    void beforeAnythingIsPublishedItIsUnknownNotEmpty() {
        lists.configured(Set.of("g"));

        Reply reply = ask("g", "a", "j");

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.headers()).containsEntry("Retry-After", "5");
        assertThat(text(reply)).contains("\\\"g\\\"").doesNotContain("[]");
    }

    @Test
    void beforeTheConfigurationIsReadAnyGroupIsUnknownYet() {
        assertThat(ask("g", "a", "j").status()).isEqualTo(503);
    }

    @ParameterizedTest
    @CsvSource({"x, a, j, no group", "g, x, j, no collector", "g, a, x, no job"})
    void whatThereIsNotIsNamed(String group, String collector, String job, String missing) {
        lists.configured(Set.of("g"));
        publish(3);

        Reply reply = ask(group, collector, job);

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.headers()).containsEntry("Content-Type", "application/json");
        assertThat(text(reply)).contains(missing, "\\\"x\\\"");
    }

    @Test
    void aListIsPlainJsonWithATag() {
        publish(3);

        Reply reply = ask("g", "a", "j");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers())
                .containsEntry("Content-Type", "application/json")
                .containsKey("ETag");
        assertThat(reply.body()).isEqualTo(EncodedList.of(targets("j", 3)).json());
    }

    @Test
    void aListIsCompressedForThoseWhoTakeIt() throws IOException {
        publish(3);

        Reply reply = endpoint.answer("g", "a", "j", "", "gzip, deflate");

        assertThat(reply.headers()).containsEntry("Content-Encoding", "gzip").containsEntry("Vary", "Accept-Encoding");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(reply.body())).readAllBytes())
                .isEqualTo(EncodedList.of(targets("j", 3)).json());
    }

    @Test
    void whoHasItGetsNothing() {
        publish(3);
        String plain = tag(endpoint.answer("g", "a", "j", "", ""));
        String compressed = tag(endpoint.answer("g", "a", "j", "", "gzip"));
        assertThat(plain).isNotEqualTo(compressed);

        Reply reply = endpoint.answer("g", "a", "j", "\"old\", W/" + compressed, "");
        assertThat(reply.status()).isEqualTo(304);
        assertThat(reply.body()).isEmpty();
        assertThat(tag(reply)).isEqualTo(plain);

        publish(4);
        assertThat(endpoint.answer("g", "a", "j", plain, "").status()).isEqualTo(200);
    }

    @Test
    void anEmptyListThatWasPublishedIsAnAnswer() {
        publish(0);

        assertThat(ask("g", "a", "j").status()).isEqualTo(200);
        assertThat(text(ask("g", "a", "j"))).isEqualTo("[]\n");
    }

    @Test
    void namesInErrorsAreEscaped() {
        publish(1);

        assertThat(text(ask("g", "\"}\n", "j"))).contains("\\\"\\\"}\\n\\\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "deflate, gzip;q=0.5", "*", "gzip ; q=1", "x-gzip", "gzip;q=0.001"})
    void takesGzip(String header) {
        assertThat(Negotiation.takesGzip(header)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "identity", "gzip;q=0", "gzip;q=0.000", "br", "notgzip", "gzipped"})
    void takesNoGzip(String header) {
        assertThat(Negotiation.takesGzip(header)).isFalse();
    }

    private int generation;

    private void publish(int targets) {
        lists.publish(publication("g", ++generation, "a", "j", targets("j", targets)));
    }

    private Reply ask(String group, String collector, String job) {
        return endpoint.answer(group, collector, job, "", "");
    }

    private static String tag(Reply reply) {
        return reply.headers().getOrDefault("ETag", "none");
    }

    private static String text(Reply reply) {
        return new String(reply.body(), UTF_8);
    }
}
