/**
 * Texts of failed starts: by the setting or the part that is wrong, what was found and what was expected, without a
 * secret.
 *
 * <p>Each analyzer takes one kind of failure. Start at {@link io.ucmbilling.startup.WrongSettingFailureAnalyzer}, the
 * shortest. Two types do something of their own. {@link io.ucmbilling.startup.SchemaCheck} looks at the schema before
 * anything polls or listens. {@link io.ucmbilling.startup.SchemaMigration}, the only public type, promises to bring the
 * schema up to date and to start nothing else.
 */
@NullMarked
package io.ucmbilling.startup;

import org.jspecify.annotations.NullMarked;
