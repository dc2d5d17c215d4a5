package io.ucmbilling.startup;

import io.ucmbilling.settings.WrongSettingException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** A setting that a room refused: its message is all there is to say. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class WrongSettingFailureAnalyzer extends AbstractFailureAnalyzer<WrongSettingException> {
    static final String ACTION = "Correct the setting and start again.";

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, WrongSettingException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), ACTION, rootFailure);
    }
}
