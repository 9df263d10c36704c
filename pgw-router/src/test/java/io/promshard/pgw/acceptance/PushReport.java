package io.promshard.pgw.acceptance;

import java.time.Duration;
import java.util.List;
import java.util.LongSummaryStatistics;

/** What came of a load of pushes. */
record PushReport(List<PushRecord> pushes) {

    List<PushRecord> failed() {
        return pushes.stream().filter(PushRecord::failed).toList();
    }

    Duration longest() {
        return Duration.ofNanos(
                pushes.stream().mapToLong(PushRecord::nanos).max().orElse(0));
    }

    /** From the begin of the first push that failed to the begin of the last. */
    Duration window() {
        LongSummaryStatistics begun =
                failed().stream().mapToLong(PushRecord::started).summaryStatistics();
        return begun.getCount() == 0 ? Duration.ZERO : Duration.ofNanos(begun.getMax() - begun.getMin());
    }

    /** One line for the build's log. */
    void print(String what) {
        System.out.printf(
                ">>> %s: %d pushes, %d failed within %d ms, the longest took %d ms%s%n",
                what,
                pushes.size(),
                failed().size(),
                window().toMillis(),
                longest().toMillis(),
                failed().stream().map(PushRecord::failure).distinct().toList());
    }
}
