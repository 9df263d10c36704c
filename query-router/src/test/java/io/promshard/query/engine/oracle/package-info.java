/** The engine against a real Prometheus: the same data, the same queries, the same answers. */
@NullMarked
package io.promshard.query.engine.oracle;

import org.jspecify.annotations.NullMarked;
