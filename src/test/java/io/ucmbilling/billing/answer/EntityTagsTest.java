package io.ucmbilling.billing.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.access.PermittedAddresses;
import io.ucmbilling.access.client.ApiClient;
import io.ucmbilling.access.client.ApiScope;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;
import tools.jackson.databind.json.JsonMapper;

/** Billing contract B1: strong entity tags. */
class EntityTagsTest {
    private final EntityTags tags = new EntityTags(JsonMapper.shared());

    private ResponseEntity<Map<String, String>> answer(boolean mask, @Nullable String known) {
        ApiClient client =
                new ApiClient("erp", Set.of(ApiScope.CALLS), null, PermittedAddresses.parse("", List.of()), mask, null);
        MockHttpServletRequest request = new MockHttpServletRequest();
        if (known != null) {
            request.addHeader("If-None-Match", known);
        }
        return tags.answer(Map.of("id", "1"), client, request);
    }

    private String tag(boolean mask) {
        return "" + answer(mask, null).getHeaders().getETag();
    }

    @Test
    void areTheSameOfTheSame() {
        assertThat(tag(false)).matches("\"[0-9a-f]{64}\"").isEqualTo(tag(false));
        assertThat(answer(false, tag(false)).getStatusCode()).isEqualTo(HttpStatus.NOT_MODIFIED);
        assertThat(answer(true, tag(true)).getStatusCode()).isEqualTo(HttpStatus.NOT_MODIFIED);
    }

    /** B1: different for masked and plain, also where the mask hides nothing. */
    @Test
    void differForMaskedAndPlain() {
        assertThat(tag(true)).isNotEqualTo(tag(false));
        assertThat(answer(true, tag(false)).getStatusCode()).isEqualTo(HttpStatus.OK);
    }
}
