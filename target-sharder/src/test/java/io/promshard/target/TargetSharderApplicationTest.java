package io.promshard.target;

import io.promshard.shard.StartContract;

class TargetSharderApplicationTest extends StartContract {}
