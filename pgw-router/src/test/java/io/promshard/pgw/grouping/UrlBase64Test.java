package io.promshard.pgw.grouping;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlBase64Test {

    private static final long SEED = 64;

    @ParameterizedTest
    @ValueSource(strings = {"eA", "eA=", "eA==", "eA====", "eB", "eP", "e\nA", "e\rA", "\r\neA\n", "eA\n=="})
    void readsOneXInManySpellings(String encoded) {
        assertThat(UrlBase64.decode(encoded)).isEqualTo(new UrlBase64("x", -1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "=", "====", "\n", "\r\n=="})
    void readsNothingFromNothing(String encoded) {
        assertThat(UrlBase64.decode(encoded)).isEqualTo(new UrlBase64("", -1));
    }

    @ParameterizedTest
    @CsvSource({
        "M, '', 0", "M$, '', 1", "MQ=a, '', 2", "$, '', 0", "eHh4, xxx, -1", "eHh4e, xxx, 4", "eHh4$, xxx, 4",
        "eHh4eHh4eHh4$, xxxxxxxxx, 12", "eHh4eH$4, xxx, 6", "+w, '', 0", "/w, '', 0", "_w, ÿ, -1", "-_8, ûÿ, -1",
                "ÿ, '', 0"
    })
    void tellsHowFarItCameAndWhereItStopped(String encoded, String decoded, int corruptAt) {
        assertThat(UrlBase64.decode(encoded)).isEqualTo(new UrlBase64(decoded, corruptAt));
    }

    @Test
    void blamesTheLastIndexForALeftOverCharacter() {
        assertThat(UrlBase64.decode("M\n").corruptAt()).isEqualTo(1);
    }

    @Test
    void readsWhatTheJdkWrites() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 1_000; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);

            UrlBase64 decoding = UrlBase64.decode(Base64.getUrlEncoder().encodeToString(bytes));

            assertThat(decoding)
                    .as("seed %d, round %d", SEED, i)
                    .isEqualTo(new UrlBase64(new String(bytes, ISO_8859_1), -1));
        }
    }
}
