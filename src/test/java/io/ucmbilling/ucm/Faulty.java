package io.ucmbilling.ucm;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ucmbilling.contract.CdrQuery;
import io.ucmbilling.testing.Samples;
import java.nio.charset.StandardCharsets;

/** What goes wrong, for tests to look at; and a page for what does not. */
final class Faulty {
    /** The guide's three records. */
    static final String GUIDE_PAGE = new String(Samples.bytes("guide-example.json"), StandardCharsets.UTF_8);

    private Faulty() {}

    /** The fault that a page of that UCM ends in. */
    static UcmFault of(Ucm ucm, CdrQuery query) {
        return catchThrowableOfType(UcmFault.class, () -> ucm.page(query));
    }
}
