/**
 * HTTP in front: pushes in a filter ahead of Spring MVC, which would decode their paths, and everything else in controllers.
 */
@NullMarked
package io.promshard.pgw.web;

import org.jspecify.annotations.NullMarked;
