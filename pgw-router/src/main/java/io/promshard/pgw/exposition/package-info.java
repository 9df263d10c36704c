/**
 * What a Pushgateway exposes, as bytes: delimited protobuf of {@code io.prometheus.client.MetricFamily}, walked field by field and
 * never decoded as a whole, so that what is not understood is kept. Knows the JDK only.
 *
 * @see <a href="https://github.com/prometheus/client_model/blob/v0.6.2/io/prometheus/client/metrics.proto">metrics.proto</a>
 */
@NullMarked
package io.promshard.pgw.exposition;

import org.jspecify.annotations.NullMarked;
