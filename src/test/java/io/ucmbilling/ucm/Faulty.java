package io.ucmbilling.ucm;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ucmbilling.contract.query.CdrQuery;
import io.ucmbilling.testing.Samples;
import io.ucmbilling.ucm.site.UcmFault;
import java.nio.charset.StandardCharsets;

/** What goes wrong, for tests to look at; and a page for what does not. */
public final class Faulty {
    /** The guide's three records. */
    public static final String GUIDE_PAGE = new String(Samples.bytes("guide-example.json"), StandardCharsets.UTF_8);

    private Faulty() {}

    /** The fault that a page of that UCM ends in. */
    public static UcmFault of(Ucm ucm, CdrQuery query) {
        return catchThrowableOfType(UcmFault.class, () -> ucm.page(query));
    }
}
