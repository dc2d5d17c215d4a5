package io.ucmbilling.cdrapi;

import io.ucmbilling.access.Credentials;
import io.ucmbilling.access.PermittedAddresses;
import io.ucmbilling.cdrapi.connection.ConnectionLimits;
import io.ucmbilling.cdrapi.export.Export;
import io.ucmbilling.contract.Shape;
import io.ucmbilling.settings.WrongSettingException;
import io.ucmbilling.ucm.site.Fleet;
import io.ucmbilling.ucm.site.Site;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks {@code gateway.exports} and sorts what is enabled by the address it is served on. A disabled export's values are
 * checked as well, but its files are not read.
 */
final class Exports {
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*");

    private static final Duration SHORTEST_QUERY = Duration.ofSeconds(1);
    private static final Duration LONGEST_QUERY = Duration.ofHours(1);

    private Exports() {}

    /**
     * A listener to be: one address, one TLS identity, one set of limits.
     *
     * @param key of the setting that names the address, for messages
     * @param certificate PEM file; null: self-signed
     * @param privateKey PEM file; null: in the certificate's, or self-signed
     * @param limits of its connections
     * @param exports by descending length of their path, so that the first that owns a request's path is the right one
     */
    record Listening(
            String key,
            ListenAddress address,
            @Nullable String certificate,
            @Nullable String privateKey,
            ConnectionLimits limits,
            List<Export> exports) {

        /** The names of its exports, joined by commas. */
        String names() {
            return exports.stream().map(Export::name).sorted().collect(Collectors.joining(","));
        }

        /** Whether any of its exports permits that address. */
        boolean permits(InetAddress peer) {
            return exports.stream().anyMatch(export -> export.permitted().permit(peer));
        }
    }

    /** One listener for each address, in the order of the exports' names. */
    static List<Listening> check(Map<String, ExportSettings> settings, Fleet fleet) {
        Map<ListenAddress, Listening> byAddress = new LinkedHashMap<>();
        new TreeMap<>(settings).forEach((name, setting) -> {
            Export export = export(name, setting, fleet);
            Listening alone = listening(name, setting, export);
            if (setting.enabled()) {
                byAddress.merge(alone.address(), alone, Exports::share);
            }
        });
        return List.copyOf(byAddress.values());
    }

    private static Listening listening(String name, ExportSettings setting, Export export) {
        String key = key(name);
        String certificate = blankToNull(setting.certificate());
        String privateKey = blankToNull(setting.privateKey());
        if (certificate == null && privateKey != null) {
            throw new WrongSettingException(
                    key + ".certificate", "none beside a private-key", "the PEM file of the key's certificate");
        }
        ListenAddress address = ListenAddress.parse(key + ".address", setting.address());
        return new Listening(key, address, certificate, privateKey, setting.limits(key), List.of(export));
    }

    /** Two exports with one address: they must show one certificate, have one set of limits, and differ in their path. */
    private static Listening share(Listening first, Listening second) {
        String other = first.key();
        if (!Objects.equals(first.certificate(), second.certificate())
                || !Objects.equals(first.privateKey(), second.privateKey())) {
            throw new WrongSettingException(
                    second.key() + ".certificate",
                    "other TLS files than " + other + " has",
                    "the same ones, as both listen on " + first.address());
        }
        if (!first.limits().equals(second.limits())) {
            throw new WrongSettingException(
                    second.key() + ".max-connections, max-connections-per-peer, request-timeout, answer-timeout",
                    "others than " + other + " has: " + second.limits(),
                    "the same ones, as both listen on " + first.address() + ": " + first.limits());
        }
        Export added = second.exports().getFirst();
        List<Export> exports = new ArrayList<>(first.exports());
        for (Export export : exports) {
            if (export.path().equals(added.path())) {
                throw new WrongSettingException(
                        second.key() + ".path",
                        "\"" + added.path() + "\", which " + key(export.name()) + " has too",
                        "a path of its own, as both listen on " + first.address());
            }
        }
        exports.add(added);
        exports.sort(Comparator.comparing(export -> -export.path().length()));
        return new Listening(
                other, first.address(), first.certificate(), first.privateKey(), first.limits(), List.copyOf(exports));
    }

    private static Export export(String name, ExportSettings setting, Fleet fleet) {
        String key = key(name);
        if (!PATH.matcher(setting.path()).matches()) {
            throw new WrongSettingException(
                    key + ".path",
                    "\"" + setting.path() + "\"",
                    "nothing, or a path such as /branch-a without a slash at its end");
        }
        return new Export(
                name,
                setting.path(),
                PermittedAddresses.parse(key + ".permitted-ips", setting.permittedIps()),
                credentials(key, setting),
                Export.byId(sites(key, setting, fleet)),
                shape(key, setting),
                setting.naiveTime() == ExportSettings.NaiveTime.SITE,
                queryTimeout(key, setting));
    }

    private static @Nullable Credentials credentials(String key, ExportSettings setting) {
        if (setting.username().indexOf(':') >= 0) {
            throw new WrongSettingException(
                    key + ".username", "a colon in it", "a name without colon, as Basic authentication ends it there");
        }
        if (setting.realm().chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new WrongSettingException(
                    key + ".realm", "\"" + setting.realm() + "\"", "printable ASCII characters, such as asterisk");
        }
        return setting.username().isEmpty()
                ? null
                : new Credentials(setting.username(), setting.password(), setting.realm());
    }

    private static List<Site> sites(String key, ExportSettings setting, Fleet fleet) {
        if (setting.sites().isEmpty()) {
            return fleet.sites();
        }
        List<String> known = fleet.sites().stream().map(Site::id).toList();
        for (String id : setting.sites()) {
            if (!known.contains(id)) {
                throw new WrongSettingException(
                        key + ".sites",
                        "\"" + id + "\"",
                        known.isEmpty() ? "none, as none is configured" : "any of " + known);
            }
        }
        return setting.sites().stream().distinct().map(fleet::site).toList();
    }

    private static Shape shape(String key, ExportSettings setting) {
        try {
            return Shape.of(setting.shape());
        } catch (IllegalArgumentException e) {
            throw new WrongSettingException(key + ".shape", "" + setting.shape(), "22, 27, 33 or 44", e);
        }
    }

    private static Duration queryTimeout(String key, ExportSettings setting) {
        Duration timeout = setting.queryTimeout();
        if (timeout.compareTo(SHORTEST_QUERY) < 0 || timeout.compareTo(LONGEST_QUERY) > 0) {
            throw new WrongSettingException(key + ".query-timeout", "" + timeout, "1s to 1h, such as 30s");
        }
        return timeout;
    }

    private static String key(String name) {
        return "gateway.exports." + name;
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
