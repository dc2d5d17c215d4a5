package io.ucmbilling.store.database;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Durations of entities as whole seconds. */
@Converter(autoApply = true)
final class SecondsConverter implements AttributeConverter<@Nullable Duration, @Nullable Integer> {
    @Override
    public @Nullable Integer convertToDatabaseColumn(@Nullable Duration duration) {
        return Timestamps.seconds(duration);
    }

    @Override
    public @Nullable Duration convertToEntityAttribute(@Nullable Integer seconds) {
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }
}
