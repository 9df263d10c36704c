/** Which collector scrapes which target: pure functions of targets, collectors, loads and what was before. */
@NullMarked
package io.promshard.target.assign;

import org.jspecify.annotations.NullMarked;
