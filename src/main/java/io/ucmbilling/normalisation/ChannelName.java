package io.ucmbilling.normalisation;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Name of a channel without the additions of Asterisk, such as {@code PJSIP/1001-0000001a} (contract N2). Equal names are one
 * channel.
 *
 * @param bare empty: the record names no channel
 */
public record ChannelName(String bare) {
    /** Additions of Asterisk: in front of a channel that is taken over, and behind one that is left over. */
    private static final List<String> PREFIXES = List.of("AsyncGoto/", "Parked/", "Transfered/");

    /** Analog ports. */
    private static final String DAHDI = "DAHDI/";

    private static final String SUFFIX = "<ZOMBIE>";

    /** Removes the additions in front of a name and behind it, however many. */
    public static ChannelName of(String name) {
        int from = 0;
        int length;
        while ((length = prefixAt(name, from)) > 0) {
            from += length;
        }
        int to = name.length();
        while (to - SUFFIX.length() >= from
                && name.regionMatches(true, to - SUFFIX.length(), SUFFIX, 0, SUFFIX.length())) {
            to -= SUFFIX.length();
        }
        return new ChannelName(name.substring(from, to));
    }

    private static int prefixAt(String name, int from) {
        for (String prefix : PREFIXES) {
            if (name.regionMatches(true, from, prefix, 0, prefix.length())) {
                return prefix.length();
            }
        }
        return 0;
    }

    public boolean isEmpty() {
        return bare.isEmpty();
    }

    /** Returns what stands in front of the first slash, in upper case, such as PJSIP; empty: there is no slash. */
    String technology() {
        int slash = bare.indexOf('/');
        return slash < 0 ? "" : bare.substring(0, slash).toUpperCase(Locale.ROOT);
    }

    /** Returns what stands behind the first slash, all of it if there is none. */
    String address() {
        return bare.substring(bare.indexOf('/') + 1);
    }

    /**
     * Returns the extension that stands at a channel known to be one: of a VoIP channel its own number; of an analog port what
     * the record names beside the channel, else the port ({@code gen1/fxs-port.json}).
     *
     * @param named {@code channel_ext} or {@code dstchannel_ext}
     * @return null: neither tells
     */
    public @Nullable String extension(String named) {
        String own = dialled();
        if (!bare.regionMatches(true, 0, DAHDI, 0, DAHDI.length())) {
            return own;
        }
        return named.isEmpty() ? DAHDI + own : named;
    }

    /** Returns the address up to a slash, without the number behind its last hyphen that tells channels to it apart. */
    private @Nullable String dialled() {
        String address = address();
        int slash = address.indexOf('/');
        String dialled = slash < 0 ? address : address.substring(0, slash);
        int hyphen = dialled.lastIndexOf('-');
        boolean numbered = hyphen > 0 && hyphen < dialled.length() - 1;
        for (int i = hyphen + 1; numbered && i < dialled.length(); i++) {
            numbered = HexFormat.isHexDigit(dialled.charAt(i));
        }
        String bareNumber = numbered ? dialled.substring(0, hyphen) : dialled;
        return bareNumber.isEmpty() ? null : bareNumber;
    }
}
