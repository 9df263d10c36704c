package io.promshard.target.publish.files;

import io.promshard.target.publish.EncodedList;
import io.promshard.target.publish.Encodings;
import io.promshard.target.publish.Publication;
import io.promshard.target.publish.Publisher;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** Publishes a group as files, one a collector and job. Statuses and counts may be read by any thread. */
public final class FileSdPublisher implements Publisher {

    private final SdDirectory directory;
    private final Encodings encodings;
    private final ChangeListener listener;
    private volatile List<FileStatus> status = List.of();

    /** @param directory of this publisher alone */
    public FileSdPublisher(SdDirectory directory, Encodings encodings, ChangeListener listener) {
        this.directory = directory;
        this.encodings = encodings;
        this.listener = listener;
    }

    @Override
    public void publish(Publication publication) {
        List<FileStatus> now = new ArrayList<>();
        SortedMap<String, SortedMap<String, EncodedList>> lists = encodings.of(publication);
        lists.forEach((collector, byJob) -> {
            SdDirectory.Outcome outcome = directory.hold(publication.group(), collector, byJob);
            now.addAll(outcome.files());
            if (!outcome.changed().isEmpty()) {
                listener.changed(publication.group(), collector, outcome.changed());
            }
        });
        directory.retain(lists.keySet());
        status = List.copyOf(now);
    }

    /** Of each file that the last publication spoke of, by collector and job. */
    public List<FileStatus> status() {
        return status;
    }

    /** How many files were written since the start. */
    public long written() {
        return directory.written();
    }

    /** How many times a file could not be written since the start. */
    public long failed() {
        return directory.failed();
    }
}
