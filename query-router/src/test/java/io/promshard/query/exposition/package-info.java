@NullMarked
package io.promshard.query.exposition;

import org.jspecify.annotations.NullMarked;
