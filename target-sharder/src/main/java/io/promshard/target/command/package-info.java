/** Commands that run without Spring and end: what they print is for whoever called them. */
@NullMarked
package io.promshard.target.command;

import org.jspecify.annotations.NullMarked;
