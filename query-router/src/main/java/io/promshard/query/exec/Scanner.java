package io.promshard.query.exec;

import io.promshard.query.wire.Answer;
import java.io.IOException;

/** Cuts a whole answer into slices. */
@FunctionalInterface
public interface Scanner<D> {
    Answer<D> scan(byte[] answer) throws IOException;
}
