package io.ucmbilling.cdrapi.connection;

import java.net.InetAddress;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Verdict of a listener's exports on addresses.
 *
 * @param permitted whether any of them permits an address
 * @param denied told of each peer that is closed at accept because none does; must not wait
 */
public record PeerAdmission(Predicate<InetAddress> permitted, Consumer<InetAddress> denied) {}
