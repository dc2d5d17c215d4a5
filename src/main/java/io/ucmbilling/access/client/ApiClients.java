package io.ucmbilling.access.client;

import io.ucmbilling.settings.WrongSettingException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The configured clients, found by their keys (billing contract A1). Immutable. */
public final class ApiClients {
    private static final Pattern SHA256 = Pattern.compile("[0-9A-Fa-f]{64}");

    private final List<HashedClient> hashes;

    private ApiClients(List<HashedClient> hashes) {
        this.hashes = List.copyOf(hashes);
    }

    private record HashedClient(byte[] sha256, ApiClient client) {}

    /** Collection of clients and their hashes, each checked as it comes. */
    public static final class Builder {
        private final List<HashedClient> hashes = new ArrayList<>();
        private final Map<String, String> owners = new HashMap<>();

        /**
         * Adds a client.
         *
         * @param key names the setting of its hashes in messages
         * @throws WrongSettingException if it has no hash, or one that is none or another's
         */
        public Builder add(String key, List<String> sha256, ApiClient client) {
            if (sha256.isEmpty()) {
                throw new WrongSettingException(
                        key, "none", "the SHA-256 of one key or more, as --new-api-key prints it");
            }
            sha256.forEach(hash -> hashes.add(new HashedClient(hash(key, hash, client), client)));
            return this;
        }

        public ApiClients build() {
            return new ApiClients(hashes);
        }

        private byte[] hash(String key, String text, ApiClient client) {
            if (!SHA256.matcher(text).matches()) {
                // Not shown: it may be the key itself.
                throw new WrongSettingException(
                        key,
                        "a value of " + text.length() + " characters",
                        "64 hex digits, as --new-api-key prints them");
            }
            String hash = text.toLowerCase(Locale.ROOT);
            String owner = owners.putIfAbsent(hash, client.name());
            if (owner != null) {
                throw new WrongSettingException(
                        key, hash + ", which " + owner + " has too", "a key for one client alone");
            }
            return HexFormat.of().parseHex(hash);
        }
    }

    public boolean isEmpty() {
        return hashes.isEmpty();
    }

    /** Finds the client of that key. Compares with every hash, and takes the same time for right and wrong. */
    public Optional<ApiClient> find(String key) {
        byte[] wanted = ApiKey.sha256(key);
        ApiClient found = null;
        for (HashedClient hashed : hashes) {
            found = MessageDigest.isEqual(hashed.sha256(), wanted) ? hashed.client() : found;
        }
        return Optional.ofNullable(found);
    }
}
