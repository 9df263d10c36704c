package io.promshard.pgw.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ModeRulesTest {

    private static final String CURL = "curl/8.0.1";

    private static ModeRules rules(Mode mode) {
        return new ModeRules(mode, ModeRules.PROXIED_USER_AGENTS);
    }

    private static PushRequest plain(@Nullable String userAgent) {
        return new PushRequest(userAgent, false, false, false, null);
    }

    @Nested
    class Auto {

        private final ModeRules rules = rules(Mode.AUTO);

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "curl/7.88.1",
                    "Wget/1.21.3",
                    "python-requests/2.34.0",
                    "Java/17.0.15",
                    "Java-http-client/25.0.3",
                    "Go-http-client/1.1",
                    "node",
                    "axios/1.21.1",
                    "node-fetch",
                    "got (https://github.com/sindresorhus/got)",
                    "Telegraf/1.30",
                    "GuzzleHttp/7",
                })
        void redirectsClientsThatFollow(String userAgent) {
            assertThat(rules.proxyReason(plain(userAgent))).isNull();
        }

        @ParameterizedTest
        @NullAndEmptySource
        @ValueSource(
                strings = {"Python-urllib/3.11", "Ruby", "HTTP-Tiny/0.082", "libwww-perl/6.67", "python-httpx/0.27"})
        void proxiesClientsThatStayOrDoNotSayWhoTheyAre(@Nullable String userAgent) {
            assertThat(rules.proxyReason(plain(userAgent))).isEqualTo(ProxyReason.CLIENT);
        }

        @ParameterizedTest
        @CsvSource({
            "true, false, false, CREDENTIALS",
            "false, true, false, STREAMED_BODY",
            "false, false, true, EXPECT",
            "true, true, true, CREDENTIALS",
        })
        void proxiesWhatARedirectWouldBreak(boolean authorized, boolean streamed, boolean expects, ProxyReason reason) {
            PushRequest push = new PushRequest(CURL, authorized, streamed, expects, null);

            assertThat(rules.proxyReason(push)).isEqualTo(reason);
        }

        @Test
        void takesItsListOfClientsFromTheSettings() {
            ModeRules own = new ModeRules(Mode.AUTO, List.of("curl/7"));

            assertThat(own.proxyReason(plain("curl/7.88"))).isEqualTo(ProxyReason.CLIENT);
            assertThat(own.proxyReason(plain(CURL))).isNull();
            assertThat(own.proxyReason(plain("Python-urllib/3.11"))).isNull();
        }
    }

    @Nested
    class Fixed {

        @Test
        void redirectRedirectsEverybody() {
            PushRequest push = new PushRequest(null, true, true, true, null);

            assertThat(rules(Mode.REDIRECT).proxyReason(push)).isNull();
        }

        @Test
        void proxyProxiesEverybody() {
            assertThat(rules(Mode.PROXY).proxyReason(plain(CURL))).isEqualTo(ProxyReason.MODE);
        }
    }

    @Nested
    class AskedForByTheRequest {

        @ParameterizedTest
        @EnumSource(Mode.class)
        void winsOverTheSettings(Mode configured) {
            ModeRules rules = rules(configured);

            assertThat(rules.proxyReason(new PushRequest(CURL, false, false, false, Mode.PROXY)))
                    .isEqualTo(ProxyReason.MODE);
            assertThat(rules.proxyReason(new PushRequest(null, true, true, true, Mode.REDIRECT)))
                    .isNull();
            assertThat(rules.proxyReason(new PushRequest(CURL, false, false, false, Mode.AUTO)))
                    .isNull();
        }
    }
}
