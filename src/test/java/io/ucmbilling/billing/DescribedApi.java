package io.ucmbilling.billing;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What answers are compared with. The OpenAPI document is the same for each configuration, so the first gateway of this JVM tells it
 * for all.
 */
record DescribedApi(DocumentedAnswers answers, OpenApiInteractionValidator validator) {
    private static @Nullable DescribedApi told;

    /** @param document asked for if no gateway told it before */
    static synchronized DescribedApi of(Supplier<String> document) {
        DescribedApi known = told;
        if (known == null) {
            String text = document.get();
            known = new DescribedApi(
                    new DocumentedAnswers(JsonMapper.shared().readTree(text)),
                    OpenApiInteractionValidator.createForInlineApiSpecification(text)
                            .build());
            told = known;
        }
        return known;
    }
}
