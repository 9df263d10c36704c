/**
 * Answers of the Prometheus HTTP API as bytes: copied with a label put in, or cut into slices. Numbers are never decoded,
 * so clients see the text that a server printed.
 */
@NullMarked
package io.promshard.query.wire;

import org.jspecify.annotations.NullMarked;
