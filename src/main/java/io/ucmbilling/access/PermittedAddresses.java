package io.ucmbilling.access;

import io.ucmbilling.settings.WrongSettingException;
import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.catalina.util.NetMask;

/**
 * Addresses that may ask: the list of {@code permitted-ips} (guide, <i>Permitted IP(s)</i>; contract S1.2). An empty
 * list permits nobody. An entry is {@code address/netmask}, {@code address/prefix} (CIDR) or one address. IPv4 as
 * {@code ::ffff:a.b.c.d} means the same as {@code a.b.c.d}.
 */
public final class PermittedAddresses {
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final int MAPPED_PREFIX = 96;

    private final List<NetMask> masks;

    private PermittedAddresses(List<NetMask> masks) {
        this.masks = masks;
    }

    /** Reads the entries. {@code key} names the list in messages. Blank entries count as none. */
    public static PermittedAddresses parse(String key, List<String> entries) {
        return new PermittedAddresses(entries.stream()
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .map(entry -> mask(key, entry))
                .toList());
    }

    public boolean isEmpty() {
        return masks.isEmpty();
    }

    /** Returns whether that address is permitted. An IPv6 scope does not matter. */
    public boolean permit(InetAddress peer) {
        return masks.stream().anyMatch(mask -> mask.matches(peer));
    }

    /** Returns the same of a peer's address as the servlet container gives it, which may end in an IPv6 scope. */
    public boolean permit(String peer) {
        int scope = peer.indexOf('%');
        return permit(InetAddress.ofLiteral(scope < 0 ? peer : peer.substring(0, scope)));
    }

    private static NetMask mask(String key, String entry) {
        try {
            int slash = entry.indexOf('/');
            String address = slash < 0 ? entry : entry.substring(0, slash);
            InetAddress network = literal(address);
            int prefix = slash < 0 ? bits(network) : prefix(address, network, entry.substring(slash + 1));
            return new NetMask(network.getHostAddress() + "/" + prefix);
        } catch (IllegalArgumentException e) {
            throw new WrongSettingException(
                    key,
                    "\"" + entry + "\"",
                    "an address, address/netmask or CIDR block, such as 192.168.40.3/255.255.255.255 or 2001:db8::/32",
                    e);
        }
    }

    private static InetAddress literal(String text) {
        if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
            throw new IllegalArgumentException("no IP address: " + text);
        }
        return InetAddress.ofLiteral(text);
    }

    private static int bits(InetAddress address) {
        return address.getAddress().length * Byte.SIZE;
    }

    private static int prefix(String address, InetAddress network, String text) {
        if (text.matches("\\d{1,3}")) {
            boolean mapped = network instanceof Inet4Address && address.indexOf(':') >= 0;
            return Integer.parseInt(text) - (mapped ? MAPPED_PREFIX : 0);
        }
        InetAddress mask = literal(text);
        BigInteger ones = new BigInteger(1, mask.getAddress());
        int prefix = ones.bitCount();
        boolean contiguous = prefix == 0 || ones.getLowestSetBit() == bits(mask) - prefix;
        if (bits(mask) != bits(network) || !contiguous) {
            throw new IllegalArgumentException("no netmask for " + address + ": " + text);
        }
        return prefix;
    }
}
