/** Arithmetic of native histograms, as exact as what the API prints of them allows. */
@NullMarked
package io.promshard.query.engine.histogram;

import org.jspecify.annotations.NullMarked;
