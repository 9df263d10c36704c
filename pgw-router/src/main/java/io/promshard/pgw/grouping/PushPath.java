package io.promshard.pgw.grouping;

/** A request target as read: the key of the group that it names, or why a Pushgateway would not take it. */
public sealed interface PushPath permits GroupingKey, Rejection {}
