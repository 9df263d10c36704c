@NullMarked
package io.promshard.query.web;

import org.jspecify.annotations.NullMarked;
