package io.ucmbilling.startup;

import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConversionException;

/** A key that nobody knows, or a value that is not of the key's type. */
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class BindingFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
        var unbound = findCause(cause, UnboundConfigurationPropertiesException.class);
        String description = unbound == null ? wrongValue(cause) : unknownKeys(cause, unbound);
        return new FailureAnalysis(description, WrongSettingFailureAnalyzer.ACTION, rootFailure);
    }

    private String wrongValue(BindException cause) {
        String key = cause.getName().toString();
        String expected = SettingText.expected(cause.getTarget().getType().resolve(Object.class));
        boolean converted = findCause(cause, ConversionException.class) != null;
        String told = key + ": found " + SettingText.found(key, cause.getProperty()) + ", expected " + expected;
        // Not the type's fault: what the settings' own check says.
        return converted || SettingText.isSecret(key) ? told : told + reason(cause);
    }

    private static String reason(Throwable cause) {
        String message = NestedExceptionUtils.getMostSpecificCause(cause).getMessage();
        return message == null ? "" : ": " + message;
    }

    private static String unknownKeys(BindException cause, UnboundConfigurationPropertiesException unbound) {
        return unbound.getUnboundProperties().stream()
                .map(property -> unknownKey(cause, property))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private static String unknownKey(BindException cause, ConfigurationProperty property) {
        String key = property.getName().toString();
        String known = KnownKeys.beside(
                property.getName(), cause.getName(), cause.getTarget().getType());
        return key + ": found " + SettingText.found(key, property) + ", expected a known key" + known;
    }
}
