/**
 * Who may ask: credentials held against files of users and tokens. Knows no framework and no HTTP beyond the value of one header; what
 * compares a password with its hash comes in by constructor.
 */
@NullMarked
package io.promshard.shard.access;

import org.jspecify.annotations.NullMarked;
