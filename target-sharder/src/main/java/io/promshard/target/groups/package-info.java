/** The groups file: what it may say, what is wrong with one and where, and the last one that was right. */
@NullMarked
package io.promshard.target.groups;

import org.jspecify.annotations.NullMarked;
