package io.promshard.query;

import io.promshard.shard.StartContract;

class QueryRouterApplicationTest extends StartContract {}
