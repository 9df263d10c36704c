package io.promshard.target.config;

import io.promshard.shard.loop.Surroundings;
import io.promshard.target.publish.Encodings;
import io.promshard.target.publish.Publisher;
import io.promshard.target.publish.files.ChangeListener;
import io.promshard.target.publish.files.FilePattern;
import io.promshard.target.publish.files.FileSdPublisher;
import io.promshard.target.publish.files.SdDirectory;
import io.promshard.target.publish.hook.HookCommand;
import io.promshard.target.publish.hook.HookRunner;
import io.promshard.target.publish.hook.HookSettings;
import io.promshard.target.reconcile.DeliveryFigures;
import io.promshard.target.spec.DeliverySpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The files of a group and the hook that is run when they change, as far as the group has such. */
record WrittenFiles(Optional<FileSdPublisher> files, Optional<HookRunner> hook) {

    static WrittenFiles of(DeliverySpec spec, Encodings encodings, Surroundings surroundings) {
        if (spec.files().isEmpty()) {
            return new WrittenFiles(Optional.empty(), Optional.empty());
        }
        Optional<HookRunner> hook = spec.hook().isEmpty()
                ? Optional.empty()
                : Optional.of(new HookRunner(
                        new HookCommand(spec.hook()),
                        HookSettings.of(spec.hookTimeout(), spec.hookParallel()),
                        surroundings.clock(),
                        System::nanoTime,
                        surroundings.random()));
        SdDirectory directory = SdDirectory.open(
                FilePattern.parse(spec.files(), Set.of("collector", "job")), spec.staging(), surroundings.clock());
        ChangeListener listener = hook.isPresent() ? hook.get() : ChangeListener.NONE;
        return new WrittenFiles(Optional.of(new FileSdPublisher(directory, encodings, listener)), hook);
    }

    List<Publisher> publishers() {
        return files.<List<Publisher>>map(List::of).orElseGet(List::of);
    }

    DeliveryFigures figures() {
        return new DeliveryFigures(
                files.map(FileSdPublisher::status).orElse(List.of()),
                files.map(FileSdPublisher::written).orElse(0L),
                files.map(FileSdPublisher::failed).orElse(0L),
                hook.map(HookRunner::status).orElse(List.of()),
                hook.map(HookRunner::succeeded).orElse(0L),
                hook.map(HookRunner::failed).orElse(0L));
    }

    void close() {
        hook.ifPresent(HookRunner::close);
    }
}
