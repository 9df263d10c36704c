/** Spring's wiring and settings of the application. */
@NullMarked
package io.promshard.target.config;

import org.jspecify.annotations.NullMarked;
