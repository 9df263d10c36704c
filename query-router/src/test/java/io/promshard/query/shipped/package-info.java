/** What the suite ships beside its applications: rules and dashboards. Here, as this module reads PromQL. */
@NullMarked
package io.promshard.query.shipped;

import org.jspecify.annotations.NullMarked;
