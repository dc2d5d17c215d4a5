/**
 * The application: its main class, and the program that checks a container's health. Everything else lives in the rooms
 * below this package.
 */
@NullMarked
package io.ucmbilling;

import org.jspecify.annotations.NullMarked;
