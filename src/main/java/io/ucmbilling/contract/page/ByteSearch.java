package io.ucmbilling.contract.page;

/** Search for short ASCII signs and white space in bytes. */
public final class ByteSearch {
    private ByteSearch() {}

    /** Returns whether the sign stands at that place, wholly before the end. */
    public static boolean startsWith(byte[] bytes, int at, int end, String sign) {
        if (at < 0 || end - at < sign.length()) {
            return false;
        }
        for (int i = 0; i < sign.length(); i++) {
            if (bytes[at + i] != sign.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Returns the first place of the sign at or behind a place, or the end if there is none. */
    public static int find(byte[] bytes, int from, int end, String sign, PageBounds bounds) {
        char first = sign.charAt(0);
        for (int at = from; at < end; at++) {
            bounds.step();
            if (bytes[at] == first && startsWith(bytes, at, end, sign)) {
                return at;
            }
        }
        return end;
    }

    /** Returns whether a part is white space alone. */
    public static boolean isBlank(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && isSpace(bytes[at])) {
            at++;
        }
        return at >= to;
    }

    public static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
}
