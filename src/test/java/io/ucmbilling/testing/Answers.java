package io.ucmbilling.testing;

import io.ucmbilling.contract.query.CdrQuery;

/** What a stub UCM says: the whole body, in the query's format. */
public interface Answers {
    byte[] answer(CdrQuery query);
}
