package io.ucmbilling.cdrapi;

import io.ucmbilling.access.Credentials;
import io.ucmbilling.access.PermittedAddresses;
import io.ucmbilling.cdrapi.export.Export;
import io.ucmbilling.contract.Shape;
import io.ucmbilling.settings.Placeholder;
import io.ucmbilling.settings.WrongSettingException;
import io.ucmbilling.ucm.site.Fleet;
import io.ucmbilling.ucm.site.Site;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The check of {@code gateway.exports}, which sorts the enabled ones by the address they are served on. The values of a
 * disabled export are checked as well, but its files are not read.
 */
final class Exports {
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*");

    private Exports() {}

    /** Returns one listener for each address, in the order of the exports' names. */
    static List<ListenerSettings> check(Map<String, ExportSettings> settings, Fleet fleet) {
        Map<ListenAddress, ListenerSettings> byAddress = new LinkedHashMap<>();
        new TreeMap<>(settings).forEach((name, setting) -> {
            Export export = export(name, setting, fleet);
            ListenerSettings alone = listener(name, setting, export);
            if (setting.enabled()) {
                byAddress.merge(alone.address(), alone, ListenerSettings::shareWith);
            }
        });
        return List.copyOf(byAddress.values());
    }

    private static ListenerSettings listener(String name, ExportSettings setting, Export export) {
        String key = key(name);
        String certificate = blankToNull(setting.certificate());
        String privateKey = blankToNull(setting.privateKey());
        if (certificate == null && privateKey != null) {
            throw new WrongSettingException(
                    key + ".certificate", "none beside a private-key", "the PEM file of the key's certificate");
        }
        Placeholder.refuse(key + ".address", setting.address());
        ListenAddress address = ListenAddress.parse(key + ".address", setting.address());
        return new ListenerSettings(
                key, address, certificate, privateKey, setting.legacySuites(), setting.limits(key), List.of(export));
    }

    private static Export export(String name, ExportSettings setting, Fleet fleet) {
        String key = key(name);
        if (!PATH.matcher(setting.path()).matches()) {
            throw new WrongSettingException(
                    key + ".path",
                    "\"" + setting.path() + "\"",
                    "nothing, or a path such as /branch-a without a slash at its end");
        }
        Placeholder.refuse(key + ".username", setting.username());
        Placeholder.refuse(key + ".password", setting.password());
        return new Export(
                name,
                setting.path(),
                PermittedAddresses.parse(key + ".permitted-ips", setting.permittedIps()),
                credentials(key, setting),
                sites(key, setting, fleet).stream().collect(Collectors.toUnmodifiableMap(Site::id, site -> site)),
                shape(key, setting),
                setting.naiveTime() == ExportSettings.NaiveTime.SITE,
                setting.queryTimeout(key),
                setting.httpsApi());
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

    static String key(String name) {
        return "gateway.exports." + name;
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
