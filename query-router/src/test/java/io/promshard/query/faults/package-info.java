/** The running router before shards that fail: what its clients see, and what they must never see. */
@NullMarked
package io.promshard.query.faults;

import org.jspecify.annotations.NullMarked;
