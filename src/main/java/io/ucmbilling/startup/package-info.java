/**
 * Texts of failed starts: by the setting or the part that is wrong, what was found and what was expected, without a
 * secret.
 *
 * <p>Each analyzer takes one kind of failure. Start at {@link io.ucmbilling.startup.WrongSettingFailureAnalyzer}, the
 * shortest. Only {@link io.ucmbilling.startup.SchemaCheck} does anything of its own: it looks at the schema before
 * anything polls or listens.
 */
@NullMarked
package io.ucmbilling.startup;

import org.jspecify.annotations.NullMarked;
