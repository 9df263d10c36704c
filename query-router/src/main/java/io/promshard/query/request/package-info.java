/** What a client asks, checked and refused as Prometheus 3.5 does it: web/api/v1/api.go there. Pure. */
@NullMarked
package io.promshard.query.request;

import org.jspecify.annotations.NullMarked;
