/** What upkeep needs of gateways, over HTTP. */
@NullMarked
package io.promshard.pgw.upkeep.http;

import org.jspecify.annotations.NullMarked;
