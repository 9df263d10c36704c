/** What the operator asks for: groups of collectors, their jobs, and how these are spread and delivered. */
@NullMarked
package io.promshard.target.spec;

import org.jspecify.annotations.NullMarked;
