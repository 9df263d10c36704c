/** What the promshard services share: who is there, who is well, and who owns a key. */
@NullMarked
package io.promshard.shard;

import org.jspecify.annotations.NullMarked;
