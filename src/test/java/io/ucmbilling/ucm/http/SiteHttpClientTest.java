package io.ucmbilling.ucm.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucmbilling.ucm.SiteDraft;
import org.junit.jupiter.api.Test;

class SiteHttpClientTest {

    @Test
    void throwsTheErrorOfACallAsItIs() throws Exception {
        Error error = new NoClassDefFoundError("x");
        try (SiteHttpClient client = new SiteHttpClient(SiteDraft.on(1).site(), null, 1)) {
            assertThatThrownBy(() -> client.call(call -> {
                        throw error;
                    }))
                    .isSameAs(error);
        }
    }
}
