package io.promshard.query.exec;

import io.promshard.query.remote.ReadRequest;
import io.promshard.query.topology.Shard;
import io.promshard.query.wire.Label;
import java.util.Optional;

/**
 * What one shard is to be read for.
 *
 * @param putBack label that its series get
 */
public record ReadAsk(Shard shard, ReadRequest request, Optional<Label> putBack) {}
