package io.promshard.query.merge;

import io.promshard.query.wire.Answer;
import io.promshard.query.wire.Label;
import java.util.Optional;

/**
 * What one shard has to say.
 *
 * @param shard its name
 * @param answer to the same question as all others
 * @param label to put back into its series
 * @param <D> what the endpoint gives
 */
public record Part<D>(String shard, Answer.Success<D> answer, Optional<Label> label) {

    /** The answer's data. */
    public D data() {
        return answer.data();
    }
}
