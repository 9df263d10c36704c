package io.promshard.query.service;

import io.promshard.query.exec.Reply;
import io.promshard.query.explain.ToldPart;
import java.util.function.Supplier;

/**
 * What is to be done for a query, to be carried out or to be told.
 *
 * @param run gives the answer, to be closed, or throws a {@link io.promshard.query.error.QueryException}; used once
 * @param told tells what would be done, and does not do it
 */
public record Work(Supplier<Reply> run, Supplier<ToldPart> told) {}
