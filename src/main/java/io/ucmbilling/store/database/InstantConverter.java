package io.ucmbilling.store.database;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Instants of entities as {@code timestamptz}. */
@Converter(autoApply = true)
final class InstantConverter implements AttributeConverter<@Nullable Instant, @Nullable OffsetDateTime> {
    @Override
    public @Nullable OffsetDateTime convertToDatabaseColumn(@Nullable Instant instant) {
        return Timestamps.orNull(instant);
    }

    @Override
    public @Nullable Instant convertToEntityAttribute(@Nullable OffsetDateTime moment) {
        return Timestamps.instant(moment);
    }
}
