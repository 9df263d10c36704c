package io.promshard.pgw.exposition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An exposition is indexed without being understood, and bytes that are none are refused. */
class ExpositionTest {

    private final byte[] bytes = new Expositions()
            .family("jobs", "How many.", MetricType.COUNTER)
            .metric(1, "job", "a")
            .metric(2, "job", "b", "zone", "é")
            .family("temp", null, MetricType.GAUGE)
            .metric(Double.NaN, "job", "a")
            .bytes();

    @Test
    void knowsFamiliesAndTheirMetrics() throws ExpositionException {
        Exposition exposition = Exposition.of(bytes);

        assertThat(exposition.families())
                .containsExactly(
                        new Exposition.Family(new FamilyHeader("jobs", "How many.", MetricType.COUNTER), 0, 2),
                        new Exposition.Family(new FamilyHeader("temp", null, MetricType.GAUGE), 2, 3));
        assertThat(exposition.scalar(1, MetricType.COUNTER)).isEqualTo(2);
        assertThat(exposition.scalar(2, MetricType.GAUGE)).isNaN();
        assertThat(exposition.family(1).header().name()).isEqualTo("jobs");
        assertThat(exposition.family(2).header().name()).isEqualTo("temp");
        assertThat(labels(exposition, 1)).containsExactly("job=b", "zone=é");
    }

    private static List<String> labels(Exposition exposition, int metric) throws ExpositionException {
        List<String> labels = new ArrayList<>();
        exposition.labels(
                metric,
                (of, nameFrom, nameTo, from, to) -> labels.add(new String(of, nameFrom, nameTo - nameFrom, UTF_8) + "="
                        + new String(of, from, to - from, UTF_8)));
        return labels;
    }

    @Test
    void isWrittenAgainByteForByte() throws ExpositionException {
        Exposition exposition = Exposition.of(bytes);

        WireWriter again = new WireWriter(16);
        for (Exposition.Family family : exposition.families()) {
            WireWriter message = new WireWriter(16);
            family.header().writeTo(message);
            for (int metric = family.first(); metric < family.end(); metric++) {
                exposition.writeMetric(metric, message);
            }
            again.delimited(message.toByteArray(), message.size());
        }

        assertThat(again.toByteArray()).isEqualTo(bytes);
    }

    @Test
    void mayBeEmpty() throws ExpositionException {
        assertThat(Exposition.of(new byte[0]).families()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "04 0A 01 78 18, the end within a number",
        "7F, a message of 127 bytes",
        "03 0A 7F 78, a field of 127 bytes",
        "02 18 09, the unknown type 9",
        "02 0B 0C, wire type 3",
        "02 02 00, a field numbered 0",
        "00, without a name",
        "03 0A 01 78 03 0A 01 78, comes twice",
        "0B 18 FF FF FF FF FF FF FF FF FF FF, more than ten bytes"
    })
    void thatIsNoneIsRefused(String hex, String why) {
        byte[] broken = new byte[hex.replace(" ", "").length() / 2];
        for (int i = 0; i < broken.length; i++) {
            broken[i] = (byte) Integer.parseInt(hex.replace(" ", ""), 2 * i, 2 * i + 2, 16);
        }

        assertThatExceptionOfType(ExpositionException.class)
                .isThrownBy(() -> Exposition.of(broken))
                .withMessageContaining(why);
    }

    /** Every cut and many a flipped bit: read, or refused, and nothing else. */
    @Test
    void thatIsDamagedThrowsNothingButItsOwn() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            for (int flips = random.nextInt(4); flips > 0 && damaged.length > 0; flips--) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            assertThatNoException().as("round %d", i).isThrownBy(() -> readAll(damaged));
        }
    }

    private static void readAll(byte[] damaged) {
        try {
            Exposition exposition = Exposition.of(damaged);
            for (int metric = 0; metric < exposition.size(); metric++) {
                labels(exposition, metric);
                exposition.scalar(metric, exposition.family(metric).header().type());
            }
        } catch (ExpositionException refused) {
            assertThat(refused).hasMessageNotContaining("null");
        }
    }
}
