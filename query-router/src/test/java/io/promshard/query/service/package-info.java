/** Tests of what answers requests. */
@NullMarked
package io.promshard.query.service;

import org.jspecify.annotations.NullMarked;
