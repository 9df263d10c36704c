/** HTTP and JSON of the Prometheus API. */
@NullMarked
package io.promshard.query.web;

import org.jspecify.annotations.NullMarked;
