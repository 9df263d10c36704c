/** What a tenant may see: matchers that are put into every selector, and held against what answers show. Pure. */
@NullMarked
package io.promshard.query.tenancy;

import org.jspecify.annotations.NullMarked;
