/** The facade over parsing, planning and asking, that the web and benchmarks call. */
@NullMarked
package io.promshard.query.service;

import org.jspecify.annotations.NullMarked;
