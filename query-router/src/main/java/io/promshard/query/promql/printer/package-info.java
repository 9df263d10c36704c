/** Writes trees as PromQL, to the byte as Prometheus does. Knows the tree and how Prometheus writes values. */
@NullMarked
package io.promshard.query.promql.printer;

import org.jspecify.annotations.NullMarked;
