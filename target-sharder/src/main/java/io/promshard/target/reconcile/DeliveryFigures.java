package io.promshard.target.reconcile;

import io.promshard.target.publish.files.FileStatus;
import io.promshard.target.publish.hook.HookStatus;
import java.util.List;

/**
 * How the files of a group and their hook are doing.
 *
 * @param files of the last publication
 * @param written files since the start
 * @param failed attempts to write a file since the start
 * @param hooks of each collector whose files ever changed
 * @param goodRuns of the hook since the start
 * @param badRuns of the hook since the start
 */
public record DeliveryFigures(
        List<FileStatus> files, long written, long failed, List<HookStatus> hooks, long goodRuns, long badRuns) {

    /** Of a group that is only served. */
    public static final DeliveryFigures NONE = new DeliveryFigures(List.of(), 0, 0, List.of(), 0, 0);

    public DeliveryFigures {
        files = List.copyOf(files);
        hooks = List.copyOf(hooks);
    }
}
