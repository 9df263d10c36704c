package io.promshard.target.web;

import io.promshard.target.publish.files.FileStatus;
import io.promshard.target.publish.hook.HookStatus;
import io.promshard.target.reconcile.DeliveryFigures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the files of a group and their hook are doing.
 *
 * @param files how many there are; 0 where the group is only served
 * @param failed files that do not have what they shall have, some of them
 * @param hooks of collectors whose hook failed last, some of them
 */
record DeliveryView(int files, long written, List<FileLine> failed, List<HookLine> hooks) {

    private static final int SHOWN = 100;

    /** A file that could not be written. */
    record FileLine(String collector, String job, String path, int failures, String error) {
        private static FileLine of(FileStatus file) {
            return new FileLine(file.collector(), file.job(), file.path().toString(), file.failures(), file.error());
        }
    }

    /** A hook that failed. Its output is not shown: it may have secrets. */
    record HookLine(
            String collector,
            int failures,
            String error,
            @Nullable Instant ended,
            Duration took) {
        private static HookLine of(HookStatus hook) {
            return new HookLine(
                    hook.collector(),
                    hook.failures(),
                    hook.error(),
                    hook.ended().orElse(null),
                    hook.took());
        }
    }

    static DeliveryView of(DeliveryFigures figures) {
        return new DeliveryView(
                figures.files().size(),
                figures.written(),
                figures.files().stream()
                        .filter(file -> !file.isGood())
                        .limit(SHOWN)
                        .map(FileLine::of)
                        .toList(),
                figures.hooks().stream()
                        .filter(hook -> hook.failures() > 0)
                        .limit(SHOWN)
                        .map(HookLine::of)
                        .toList());
    }
}
