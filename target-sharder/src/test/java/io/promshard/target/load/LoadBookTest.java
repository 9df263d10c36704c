package io.promshard.target.load;

import static io.promshard.target.report.ScrapeHealth.DOWN;
import static io.promshard.target.report.ScrapeHealth.UP;
import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.shard.labels.Labels;
import io.promshard.target.model.Target;
import io.promshard.target.model.TargetSet;
import io.promshard.target.report.CollectorReport;
import io.promshard.target.report.ScrapeHealth;
import io.promshard.target.report.ScrapedTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadBookTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private Instant now = NOON;
    private LoadBook book = LoadBook.EMPTY;

    @Test
    void aKeyWeighsTheMeanOfItsLastThreeMeasurements() {
        report(scraped(1, UP, 1000));
        report(scraped(1, UP, 10));
        report(scraped(1, UP, 20));
        report(scraped(1, UP, 30));

        assertThat(weights(target(1, "a"))).containsExactly(20);
    }

    @Test
    void whatIsDownKeepsWhatItWeighed() {
        report(scraped(1, UP, 10));
        report(scraped(1, DOWN, 0));
        report(scraped(1, UP, Double.NaN));

        assertThat(weights(target(1, "a"))).containsExactly(10);
    }

    @Test
    void theUnknownWeighAsMuchAsTheMedianOfTheirJob() {
        report(scraped(1, UP, 10), scraped(2, UP, 30), scraped(3, UP, 9000), scraped(4, UP, 7));

        assertThat(weights(
                        target(1, "a"), target(2, "a"), target(3, "a"), target(4, "b"), target(5, "a"), target(6, "c")))
                .containsExactly(10, 30, 9000, 7, 30, 250);
    }

    @Test
    void aLabelBeatsWhatWasMeasuredAndNonsenseTellsNothing() {
        report(scraped(1, UP, 10), scraped(2, UP, 10), scraped(3, UP, 10));

        assertThat(weights(target(1, "a", "77"), target(2, "a", "-1"), target(3, "a", "NaN")))
                .containsExactly(77, 10, 10);
    }

    @Test
    void targetsOfOneKeyAreAddedUp() {
        report(scraped(1, UP, 10), scraped(1, UP, 20), scraped(2, UP, 15), scraped(2, DOWN, 0));

        assertThat(weights(target(1, "a"), other(1, "a"), target(2, "a"), other(2, "a")))
                .containsExactly(30, 30);
    }

    @Test
    void keysThatNobodyReportsAreForgotten() {
        report(scraped(1, UP, 10));
        now = NOON.plus(LoadBook.KEPT).plusSeconds(60);
        report(scraped(2, UP, 10));

        assertThat(book.loads()).extracting(Load::key).containsExactly(2L);
    }

    @Test
    void ofTwoBooksTheNewerEntryCounts() {
        report(scraped(1, UP, 10), scraped(2, UP, 10));
        LoadBook older = book;
        now = NOON.plus(Duration.ofMinutes(1));
        report(scraped(2, UP, 50), scraped(3, UP, 5));

        assertThat(older.merge(book).loads()).isEqualTo(book.loads());
        assertThat(book.merge(older).loads()).isEqualTo(book.loads());
    }

    @Test
    void keysAreMergedInOrderWhateverCollectorReportsThem() {
        report(scraped(5, UP, 1), scraped(-3, UP, 1));
        report(scraped(9, UP, 1), scraped(-7, UP, 1), scraped(0, UP, 1), scraped(5, UP, 3));

        assertThat(book.loads()).extracting(Load::key).containsExactly(-7L, -3L, 0L, 5L, 9L);
        assertThat(weights(target(5, "a"))).containsExactly(2);
    }

    private double[] weights(Target... targets) {
        return book.weights(TargetSet.of(List.of(targets)), 250);
    }

    private void report(ScrapedTarget... targets) {
        now = now.plusSeconds(30);
        book = book.with(new CollectorReport("c", now, new ArrayList<>(Arrays.asList(targets)), 0));
    }

    private static ScrapedTarget scraped(long key, ScrapeHealth health, double samples) {
        return new ScrapedTarget(key, "any", health, NOON, "", samples);
    }

    private static Target target(long key, String job) {
        return target(key, job, "");
    }

    private static Target target(long key, String job, String weight) {
        Labels identity = Labels.of("__address__", "host" + key);
        return new Target(job, identity.with("__sharder_weight__", weight), identity, key);
    }

    private static Target other(long key, String job) {
        Labels identity = Labels.of("__address__", "other" + key);
        return new Target(job, identity, identity, key);
    }
}
