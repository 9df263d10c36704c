/** Targets over HTTP: Prometheus' http_sd, and inventories of other shapes. */
@NullMarked
package io.promshard.target.discovery.http;

import org.jspecify.annotations.NullMarked;
