package io.ucmbilling.store.database;

import io.ucmbilling.contract.StorableText;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/** The converter of texts that may quote a UCM: it replaces whatever no text column can hold (contract U11). */
@Converter
public final class StorableTextConverter implements AttributeConverter<@Nullable String, @Nullable String> {
    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable String text) {
        return text == null ? null : StorableText.of(text);
    }

    @Override
    public @Nullable String convertToEntityAttribute(@Nullable String text) {
        return text;
    }
}
