/**
 * Passwords of people: how they are kept, made and checked. Promise: a password is neither kept nor told, and checking it takes a bounded
 * share of the machine.
 *
 * <p>Start at {@link io.ucmbilling.access.password.PasswordHash}, then {@link io.ucmbilling.access.password.PasswordChecks}.
 */
@NullMarked
package io.ucmbilling.access.password;

import org.jspecify.annotations.NullMarked;
