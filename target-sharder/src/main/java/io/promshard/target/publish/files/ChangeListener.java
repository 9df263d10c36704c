package io.promshard.target.publish.files;

import java.nio.file.Path;
import java.util.List;

/** Is told, on the publisher's thread, that files of a collector have new content. Must not block. */
@FunctionalInterface
public interface ChangeListener {

    /** Nobody wants to know. */
    ChangeListener NONE = (group, collector, files) -> {};

    void changed(String group, String collector, List<Path> files);
}
