/**
 * The text format of metrics, as {@code /federate} has it: read, given a label, united. Texts are ISO-8859-1, a character for
 * each byte, so that nothing is decoded and all comes out as it went in. Pure.
 */
@NullMarked
package io.promshard.query.exposition;

import org.jspecify.annotations.NullMarked;
