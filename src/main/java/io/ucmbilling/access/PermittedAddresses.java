package io.ucmbilling.access;

import io.ucmbilling.settings.WrongSettingException;
import java.net.InetAddress;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Who may ask: the list of {@code permitted-ips} (guide, <i>Permitted IP(s)</i>; contract S1.2). An empty list permits
 * nobody. An entry is {@code address/netmask}, {@code address/prefix} (CIDR) or one address; IPv4 as {@code ::ffff:a.b.c.d}
 * means the same as {@code a.b.c.d}.
 */
public final class PermittedAddresses {
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final int MAPPED_PREFIX = 96;

    private final List<Block> blocks;

    private PermittedAddresses(List<Block> blocks) {
        this.blocks = blocks;
    }

    /** Reads the entries; {@code key} names the list in messages. Blank entries count as none. */
    public static PermittedAddresses parse(String key, List<String> entries) {
        return new PermittedAddresses(entries.stream()
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .map(entry -> block(key, entry))
                .toList());
    }

    /** Whether nobody at all is permitted. */
    public boolean isEmpty() {
        return blocks.isEmpty();
    }

    /** Whether that address is permitted; an IPv6 scope does not matter. */
    public boolean permit(InetAddress peer) {
        return blocks.stream().anyMatch(block -> block.holds(peer.getAddress()));
    }

    /** The peer's address as the servlet container gives it, which may end in an IPv6 scope. */
    public boolean permit(String peer) {
        int scope = peer.indexOf('%');
        return permit(InetAddress.ofLiteral(scope < 0 ? peer : peer.substring(0, scope)));
    }

    private static Block block(String key, String entry) {
        try {
            int slash = entry.indexOf('/');
            String address = slash < 0 ? entry : entry.substring(0, slash);
            byte[] network = literal(address);
            if (slash < 0) {
                return new Block(network, mask(network.length, network.length * Byte.SIZE));
            }
            return new Block(network, mask(address, network, entry.substring(slash + 1)));
        } catch (IllegalArgumentException e) {
            throw new WrongSettingException(
                    key,
                    "\"" + entry + "\"",
                    "an address, address/netmask or CIDR block, such as 192.168.40.3/255.255.255.255 or 2001:db8::/32",
                    e);
        }
    }

    private static byte[] literal(String text) {
        if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
            throw new IllegalArgumentException("no IP address: " + text);
        }
        return InetAddress.ofLiteral(text).getAddress();
    }

    private static byte[] mask(String address, byte[] network, String text) {
        if (text.matches("\\d{1,3}")) {
            boolean mapped = network.length == 4 && address.indexOf(':') >= 0;
            return mask(network.length, Integer.parseInt(text) - (mapped ? MAPPED_PREFIX : 0));
        }
        byte[] mask = literal(text);
        if (mask.length != network.length || !isContiguous(mask)) {
            throw new IllegalArgumentException("no netmask for " + address + ": " + text);
        }
        return mask;
    }

    private static byte[] mask(int bytes, int prefix) {
        if (prefix < 0 || prefix > bytes * Byte.SIZE) {
            throw new IllegalArgumentException("no prefix length: " + prefix);
        }
        byte[] mask = new byte[bytes];
        for (int bit = 0; bit < prefix; bit++) {
            mask[bit / Byte.SIZE] |= (byte) (0x80 >> bit % Byte.SIZE);
        }
        return mask;
    }

    private static boolean isContiguous(byte[] mask) {
        boolean ended = false;
        for (int bit = 0; bit < mask.length * Byte.SIZE; bit++) {
            boolean set = (mask[bit / Byte.SIZE] & 0x80 >> bit % Byte.SIZE) != 0;
            if (set && ended) {
                return false;
            }
            ended |= !set;
        }
        return true;
    }

    private record Block(byte[] network, byte[] mask) {
        boolean holds(byte[] address) {
            if (address.length != network.length) {
                return false;
            }
            for (int i = 0; i < address.length; i++) {
                if (((address[i] ^ network[i]) & mask[i]) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
