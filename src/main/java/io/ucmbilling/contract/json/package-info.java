/**
 * Answers in JSON, read and written. One broken record does not spoil the others, and half an answer is never taken for the
 * whole.
 *
 * <p>{@link io.ucmbilling.contract.json.JsonPage} reads an answer: in one go where all of it is ordinary, as almost every answer
 * is, else by a parser, and record by record where that fails. {@link io.ucmbilling.contract.json.JsonWriter} writes one.
 */
@NullMarked
package io.ucmbilling.contract.json;

import org.jspecify.annotations.NullMarked;
