package io.promshard.query;

import io.promshard.shard.GuardedRoutesContract;
import org.springframework.test.context.TestPropertySource;

/** The whole of query-router asks for credentials. */
@TestPropertySource(properties = "query-router.shards.a=127.0.0.1:1")
class GuardedRoutesTest extends GuardedRoutesContract {}
