/** What a sharder tells an agent, as JSON. */
@NullMarked
package io.promshard.target.agent.wire;

import org.jspecify.annotations.NullMarked;
