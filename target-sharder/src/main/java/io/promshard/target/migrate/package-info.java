/** The configurations of other programs as groups files. */
@NullMarked
package io.promshard.target.migrate;

import org.jspecify.annotations.NullMarked;
