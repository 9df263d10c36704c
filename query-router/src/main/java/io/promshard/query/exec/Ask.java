package io.promshard.query.exec;

import io.promshard.query.client.ApiCall;
import io.promshard.query.topology.Shard;
import io.promshard.query.wire.Label;
import java.util.Optional;

/**
 * What one shard is asked.
 *
 * @param putBack label that its series get
 */
public record Ask(Shard shard, ApiCall call, Optional<Label> putBack) {}
