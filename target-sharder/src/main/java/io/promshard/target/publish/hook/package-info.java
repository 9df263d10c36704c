/** A command that is run for each collector whose files changed, for those who carry files to their hosts themselves. */
@NullMarked
package io.promshard.target.publish.hook;

import org.jspecify.annotations.NullMarked;
