/** Which of several routers decides. Knows shard-core only. */
@NullMarked
package io.promshard.pgw.leadership;

import org.jspecify.annotations.NullMarked;
