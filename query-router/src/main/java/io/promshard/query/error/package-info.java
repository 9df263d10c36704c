/** What a client is told when it gets no answer. */
@NullMarked
package io.promshard.query.error;

import org.jspecify.annotations.NullMarked;
