package io.ucmbilling.cdrapi;

import io.ucmbilling.cdrapi.connection.ConnectionLimits;
import io.ucmbilling.cdrapi.export.Export;
import io.ucmbilling.settings.WrongSettingException;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One listener, as configured: one address, one TLS identity, one set of limits, and the exports that share them.
 *
 * @param key of the export that names the address, such as {@code gateway.exports.billing}, for messages
 * @param certificate PEM file; null: self-signed
 * @param privateKey PEM file; null: in the certificate's, or self-signed
 * @param legacySuites whether TLS 1.2 may be spoken with CBC or DHE
 * @param limits of its connections
 * @param exports by descending length of their path, so that the first that owns a request's path is the right one
 */
record ListenerSettings(
        String key,
        ListenAddress address,
        @Nullable String certificate,
        @Nullable String privateKey,
        boolean legacySuites,
        ConnectionLimits limits,
        List<Export> exports) {

    /** Returns the names of its exports, joined by commas. */
    String names() {
        return exports.stream().map(Export::name).sorted().collect(Collectors.joining(","));
    }

    boolean permits(InetAddress peer) {
        return exports.stream().anyMatch(export -> export.permitted().permit(peer));
    }

    /**
     * Adds the export of another listener with the same address.
     *
     * @throws WrongSettingException unless both show one certificate, have one set of limits, and differ in their path
     */
    ListenerSettings shareWith(ListenerSettings other) {
        if (!Objects.equals(certificate, other.certificate) || !Objects.equals(privateKey, other.privateKey)) {
            throw new WrongSettingException(
                    other.key + ".certificate",
                    "other TLS files than " + key + " has",
                    "the same ones, as both listen on " + address);
        }
        if (legacySuites != other.legacySuites) {
            throw new WrongSettingException(
                    other.key + ".legacy-suites",
                    other.legacySuites + ", another value than " + key + " has",
                    legacySuites + ", as both listen on " + address);
        }
        if (!limits.equals(other.limits)) {
            throw new WrongSettingException(
                    other.key + ".max-connections, max-connections-per-peer, request-timeout, answer-timeout",
                    "others than " + key + " has: " + other.limits,
                    "the same ones, as both listen on " + address + ": " + limits);
        }
        Export added = other.exports.getFirst();
        for (Export export : exports) {
            if (export.path().equals(added.path())) {
                throw new WrongSettingException(
                        other.key + ".path",
                        "\"" + added.path() + "\", which " + Exports.key(export.name()) + " has too",
                        "a path of its own, as both listen on " + address);
            }
        }
        List<Export> shared = Stream.concat(exports.stream(), Stream.of(added))
                .sorted(Comparator.comparing(export -> -export.path().length()))
                .toList();
        return new ListenerSettings(key, address, certificate, privateKey, legacySuites, limits, shared);
    }
}
