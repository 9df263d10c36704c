package io.promshard.query.exec;

import io.promshard.query.wire.Answer;
import java.io.IOException;

/** Cuts a whole answer to an ask into slices. */
@FunctionalInterface
public interface Scanner<D> {
    Answer<D> scan(Ask ask, byte[] answer) throws IOException;
}
