package io.promshard.pgw.merge;

import static io.promshard.pgw.merge.Snapshots.job;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.pgw.exposition.Escaping;
import io.promshard.pgw.exposition.Exposition;
import io.promshard.pgw.exposition.ExpositionWriter;
import io.promshard.pgw.exposition.Expositions;
import io.promshard.pgw.exposition.Format;
import io.promshard.pgw.exposition.MetricType;
import io.promshard.pgw.exposition.WireWriter;
import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.pgw.snapshot.GatewaySnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What becomes of copies, conflicts and doubles. */
class MergerTest {

    private static final GroupingKey J = GroupingKey.of(Map.of("job", "j"));

    private static Merged merge(GatewaySnapshot... snapshots) throws IOException {
        return Merger.merge(List.of(snapshots), Siblings.NONE);
    }

    private static byte[] bytes(Merged merged, Format format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        merged.writeTo(new ExpositionWriter(out, format));
        return out.toByteArray();
    }

    /** The lines of text, but for comments and times. */
    private static Stream<String> samples(Merged merged) throws IOException {
        return lines(merged).filter(line -> !line.startsWith("#") && !line.startsWith("push_"));
    }

    private static Stream<String> lines(Merged merged) throws IOException {
        return new String(bytes(merged, Format.PLAIN), UTF_8).lines();
    }

    private static Expositions group(String job) {
        return Expositions.groups(Expositions.group(1, 0, "job", job));
    }

    @Test
    void theCopyThatWasPushedLastIsShown() throws IOException {
        Merged merged = merge(
                Snapshots.of("a", job("j", 10, 0, 1)),
                Snapshots.of("b", job("j", 12, 0, 2)),
                Snapshots.of("c", job("j", 11, 0, 3)));

        assertThat(samples(merged)).containsExactly("x{instance=\"\",job=\"j\"} 2");
        assertThat(lines(merged)).contains("push_time_seconds{instance=\"\",job=\"j\"} 12");
        assertThat(merged.groups())
                .isEqualTo(Map.of(J, new MergedGroup(J, "b:9091", List.of("a:9091", "b:9091", "c:9091"), 12, 0, 1)));
        assertThat(merged.conflicts()).isEmpty();
    }

    @Test
    void nothingOfAnOlderCopyIsLeft() throws IOException {
        Expositions older = group("j").family("gone", "h", MetricType.GAUGE).metric(1, "job", "j", "instance", "");

        Merged merged = merge(Snapshots.of("a", older), Snapshots.of("b", job("j", 2, 0, 2)));

        assertThat(lines(merged)).noneMatch(line -> line.contains("gone"));
    }

    @Test
    void whatTheLatestOfSeveralCopiesOfOnePushLacksTheOthersShow() throws IOException {
        Expositions whole = group("j")
                .family("base", "h", MetricType.GAUGE)
                .metric(7, "job", "j", "instance", "")
                .family("x", "h", MetricType.GAUGE)
                .metric(1, "job", "j", "instance", "");

        Merged merged = Merger.merge(
                List.of(Snapshots.of("a", whole), Snapshots.of("b", job("j", 2, 0, 2))),
                (latest, gateway, older, other) -> gateway.equals("b:9091") && other.equals("a:9091"));

        assertThat(samples(merged)).containsExactly("base{instance=\"\",job=\"j\"} 7", "x{instance=\"\",job=\"j\"} 2");
        assertThat(merged.groups().values())
                .containsExactly(new MergedGroup(J, "b:9091", List.of("a:9091", "b:9091"), 2, 0, 2));
        assertThat(merged.conflicts()).isEmpty();
    }

    /** As one gateway would have it that got the pushes that failed and those that did not. */
    @Test
    void theLatestFailureOfAllCopiesIsShown() throws IOException {
        Merged merged = merge(
                Snapshots.of("a", job("j", 10, 0, 1)),
                Snapshots.of("b", Expositions.groups(Expositions.group(0, 15, "job", "j"))));

        assertThat(samples(merged)).containsExactly("x{instance=\"\",job=\"j\"} 1");
        assertThat(lines(merged))
                .contains(
                        "push_time_seconds{instance=\"\",job=\"j\"} 10",
                        "push_failure_time_seconds{instance=\"\",job=\"j\"} 15");
        assertThat(merged.groups().values())
                .containsExactly(new MergedGroup(J, "a:9091", List.of("a:9091", "b:9091"), 10, 15, 1));
    }

    @Test
    void whatGatewaysSayOfThemselvesIsLeftOut() throws IOException {
        Merged merged = merge(Snapshots.of("a", Snapshots.empty()), Snapshots.of("b", job("j", 1, 0, 1)));

        assertThat(lines(merged)).noneMatch(line -> line.contains("go_goroutines"));
    }

    @Test
    void metricsAreInTheOrderOfOneGateway() throws IOException {
        Merged merged = merge(
                Snapshots.of("a", job("j2", 1, 0, 2)),
                Snapshots.of("b", job("j1", 1, 0, 1)),
                Snapshots.of("c", job("j10", 1, 0, 10)));

        assertThat(samples(merged))
                .containsExactly(
                        "x{instance=\"\",job=\"j1\"} 1",
                        "x{instance=\"\",job=\"j10\"} 10",
                        "x{instance=\"\",job=\"j2\"} 2");
    }

    @Test
    void whatIsNotSortedIsSorted() throws IOException {
        Expositions unsorted = group("j").family("x", "h", MetricType.GAUGE);
        for (int i : new int[] {5, 3, 9, 1, 7}) {
            unsorted.metric(i, "job", "j", "instance", "", "n", String.valueOf(i));
        }

        Merged merged = merge(Snapshots.of("a", unsorted));

        assertThat(samples(merged).map(line -> line.substring(line.length() - 1)))
                .containsExactly("1", "3", "5", "7", "9");
    }

    /** Gateways that disagree. */
    @Nested
    class Conflicts {

        @Test
        void theHelpTextIsThatOfTheFirstGateway() throws IOException {
            Expositions other =
                    group("k").family("x", "other", MetricType.GAUGE).metric(2, "job", "k", "instance", "");

            Merged merged = merge(Snapshots.of("a", job("j", 1, 0, 1)), Snapshots.of("b", other));

            assertThat(lines(merged).filter(line -> line.startsWith("# HELP x")))
                    .containsExactly("# HELP x h");
            assertThat(merged.conflicts())
                    .containsExactly(new Conflict(Conflict.Kind.HELP, "x", "shown with the help text h"));
        }

        @Test
        void differentScalarsBecomeUntypedWithTheirValues() throws IOException {
            Expositions counter =
                    group("k").family("x", "h", MetricType.COUNTER).metric(2.5, "job", "k", "instance", "");

            Merged merged = merge(Snapshots.of("a", job("j", 1, 0, 1)), Snapshots.of("b", counter));

            assertThat(lines(merged).filter(line -> line.contains(" x") || line.startsWith("x")))
                    .containsExactly(
                            "# HELP x h",
                            "# TYPE x untyped",
                            "x{instance=\"\",job=\"j\"} 1",
                            "x{instance=\"\",job=\"k\"} 2.5");
            Exposition protobuf = Exposition.of(bytes(merged, new Format(Format.Kind.PROTOBUF, Escaping.ALLOW_UTF8)));
            Exposition.Family x = protobuf.families().getLast();
            assertThat(x.header().type()).isEqualTo(MetricType.UNTYPED);
            assertThat(protobuf.scalar(x.first(), MetricType.UNTYPED)).isEqualTo(1);
            assertThat(protobuf.scalar(x.first() + 1, MetricType.UNTYPED)).isEqualTo(2.5);
            assertThat(merged.conflicts())
                    .containsExactly(new Conflict(Conflict.Kind.TYPE, "x", "COUNTER, GAUGE: shown as UNTYPED"));
        }

        @Test
        void ofDifferentKindsThoseOfMostSeriesAreShown() throws IOException {
            byte[] histogram = new WireWriter(16).number(1, 3).decimal(2, 4).toByteArray();
            Expositions two = group("k").family("x", "h", MetricType.HISTOGRAM);
            two.metric(7, histogram, "job", "k", "instance", "");
            two.metric(7, histogram, "job", "k", "instance", "i");

            Merged merged = merge(Snapshots.of("a", job("j", 1, 0, 1)), Snapshots.of("b", two));

            assertThat(samples(merged)).hasSize(6).allMatch(line -> line.contains("job=\"k\""));
            assertThat(merged.conflicts())
                    .containsExactly(new Conflict(
                            Conflict.Kind.TYPE, "x", "GAUGE, HISTOGRAM: shown as HISTOGRAM, without 1 of 3 series"));
        }

        @Test
        void aSeriesInTwoGroupsIsThatOfTheOnePushedLast() throws IOException {
            Expositions narrow = Expositions.groups(Expositions.group(5, 0, "job", "j", "instance", "i"))
                    .family("x", "h", MetricType.GAUGE)
                    .metric(2, "job", "j", "instance", "i");
            Expositions wide = Expositions.groups(Expositions.group(6, 0, "job", "j"))
                    .family("x", "h", MetricType.GAUGE)
                    .metric(1, "job", "j", "instance", "i");

            Merged merged = merge(Snapshots.of("a", narrow), Snapshots.of("b", wide));

            assertThat(samples(merged)).containsExactly("x{instance=\"i\",job=\"j\"} 1");
            assertThat(merged.conflicts()).extracting(Conflict::kind).containsExactly(Conflict.Kind.SERIES);
            assertThat(merged.groups()).hasSize(2);
        }
    }

    /** Text says what protobuf says, also where the version of a gateway cannot. */
    @Test
    void gaugeHistogramsAndFloatsAreWritten() throws IOException {
        byte[] bucket = new WireWriter(32).decimal(2, 0.5).decimal(4, 1.5).toByteArray();
        byte[] value = new WireWriter(64)
                .decimal(2, -3.25)
                .bytes(3, bucket, 0, bucket.length)
                .decimal(4, 2.5)
                .toByteArray();

        Merged merged = merge(Snapshots.of(
                "a",
                group("j").family("w", "", MetricType.GAUGE_HISTOGRAM).metric(7, value, "job", "j", "instance", "")));

        assertThat(lines(merged).filter(line -> line.contains(" w") || line.startsWith("w")))
                .containsExactly(
                        "# HELP w ",
                        "# TYPE w histogram",
                        "w_bucket{instance=\"\",job=\"j\",le=\"0.5\"} 1.5",
                        "w_bucket{instance=\"\",job=\"j\",le=\"+Inf\"} 2.5",
                        "w_sum{instance=\"\",job=\"j\"} -3.25",
                        "w_count{instance=\"\",job=\"j\"} 2.5");
    }

    @Test
    void foreignNamesAreEscapedInProtobufToo() throws IOException {
        Merged merged = merge(Snapshots.of(
                "a",
                group("j").family("my.x", "h", MetricType.GAUGE).metric(4, "job", "j", "instance", "", "l.é", "v")));

        Exposition escaped = Exposition.of(bytes(merged, new Format(Format.Kind.PROTOBUF, Escaping.VALUES)));

        Exposition.Family family = escaped.families().getFirst();
        assertThat(family.header().name()).isEqualTo("U__my_2e_x");
        assertThat(escaped.scalar(family.first(), MetricType.GAUGE)).isEqualTo(4);
        assertThat(new String(Arrays.copyOfRange(escaped.bytes(), 0, escaped.bytes().length), UTF_8))
                .contains("U__l_2e__e9_")
                .doesNotContain("l.é");
    }
}
