/** Writes values as the API of Prometheus does. */
@NullMarked
package io.promshard.query.engine.json;

import org.jspecify.annotations.NullMarked;
