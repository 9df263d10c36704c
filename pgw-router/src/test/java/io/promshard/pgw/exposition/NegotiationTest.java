package io.promshard.pgw.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers as measured at a Pushgateway 1.11.0. */
class NegotiationTest {

    private static final String PROTOBUF =
            "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                                    | TEXT     | UNDERSCORES",
                "*/*                                                                   | TEXT     | UNDERSCORES",
                "text/plain;q=0                                                        | TEXT     | UNDERSCORES",
                "text/plain;escaping=dots                                              | TEXT     | DOTS",
                "text/plain; escaping=\"allow-utf-8\"                                  | TEXT     | UNDERSCORES",
                "text/plain;version=1.0.0;escaping=allow-utf-8                         | TEXT     | ALLOW_UTF8",
                "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5 | TEXT     | ALLOW_UTF8",
                "PROTOBUF                                                              | PROTOBUF | UNDERSCORES",
                "PROTOBUF;escaping=allow-utf-8                                         | PROTOBUF | ALLOW_UTF8",
                "PROTOBUF;q=0.7,text/plain;version=0.0.4;q=0.3                         | PROTOBUF | UNDERSCORES",
                "PROTOBUF;q=0.2,text/plain;version=0.0.4;q=0.3                         | TEXT     | UNDERSCORES",
                "PROTOBUF;q=nonsense;escaping=values                                   | PROTOBUF | VALUES",
                "application/vnd.google.protobuf                                       | TEXT     | UNDERSCORES",
                "TEXT/PLAIN;ESCAPING=allow-utf-8                                       | TEXT     | UNDERSCORES",
                "text/plain;version=0.0.3;escaping=dots, text/plain                    | TEXT     | DOTS",
                ";;;,,,=;=                                                             | TEXT     | UNDERSCORES",
            })
    void choosesAsAGatewayDoes(String accept, Format.Kind kind, Escaping escaping) {
        assertThat(Negotiation.of(accept.replace("PROTOBUF", PROTOBUF))).isEqualTo(new Format(kind, escaping));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "zstd, gzip", "deflate, gzip;q=0.5, zstd", "gzip;q=0.2"})
    void compresses(String acceptEncoding) {
        assertThat(Negotiation.gzip(acceptEncoding)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "gzip;q=0",
                "*",
                "identity;q=0",
                "br",
                "GZIP",
                "x-gzip",
                "identity, gzip",
                "gzip;q=0.1, identity"
            })
    void doesNotCompress(String acceptEncoding) {
        assertThat(Negotiation.gzip(acceptEncoding)).isFalse();
    }
}
