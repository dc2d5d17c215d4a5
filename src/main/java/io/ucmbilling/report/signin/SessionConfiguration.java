package io.ucmbilling.report.signin;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.GenericConverter;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.core.serializer.support.DeserializingConverter;
import org.springframework.core.serializer.support.SerializationFailedException;
import org.springframework.core.serializer.support.SerializingConverter;

/** How sessions are written and read. What another release wrote and this one cannot read counts as not there. */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {
    /** Returns what Spring Session looks for by this name. */
    @Bean
    GenericConversionService springSessionConversionService() {
        GenericConversionService conversion = new GenericConversionService();
        DeserializingConverter reader = new DeserializingConverter();
        conversion.addConverter(Object.class, byte[].class, new SerializingConverter());
        conversion.addConverter(new TolerantReader(reader));
        return conversion;
    }

    private record TolerantReader(DeserializingConverter reader) implements GenericConverter {
        @Override
        public Set<ConvertiblePair> getConvertibleTypes() {
            return Set.of(new ConvertiblePair(byte[].class, Object.class));
        }

        @Override
        public @Nullable Object convert(@Nullable Object source, TypeDescriptor from, TypeDescriptor to) {
            try {
                return source instanceof byte[] bytes ? reader.convert(bytes) : null;
            } catch (SerializationFailedException e) {
                return null;
            }
        }
    }
}
