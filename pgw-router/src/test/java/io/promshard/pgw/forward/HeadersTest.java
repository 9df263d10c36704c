package io.promshard.pgw.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection",
                "keep-alive",
                "TE",
                "Trailer",
                "Transfer-Encoding",
                "UPGRADE",
                "Content-Length",
                "Host",
                "Expect",
                "Proxy-Authorization",
                "X-Pgw-Mode"
            })
    void thoseOfOneConnectionStay(String name) {
        assertThat(Headers.passes(name, Set.of())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "Content-Type", "Content-Encoding", "X-Forwarded-For", "Accept", "Cookie"})
    void othersPass(String name) {
        assertThat(Headers.passes(name, Set.of())).isTrue();
    }

    @Test
    void thoseThatConnectionNamesStay() {
        Set<String> named = Headers.named(Headers.named(Set.of(), "close, X-One"), " x-TWO ,");

        assertThat(Headers.passes("x-one", named)).isFalse();
        assertThat(Headers.passes("X-Two", named)).isFalse();
        assertThat(Headers.passes("X-Three", named)).isTrue();
    }
}
