package io.ucmbilling.contract.query;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Many wildcards, matched at once: thousands cost a value hardly more than a few do. Not for several threads.
 *
 * <ol>
 *   <li>A wildcard of n characters beside its {@code @} has n + 1 states: how many of them a value's beginning has matched. All states of
 *       all wildcards are bits of one row of words.
 *   <li>A character moves each state on whose next character it is, or whose next is {@code _}; a state that an {@code @} stands at
 *       also stays.
 *   <li>The value matches if at its end any wildcard is in its last state.
 * </ol>
 */
public final class WildcardSet {
    private final Map<Integer, SparseBits> literals = new HashMap<>();
    private final long[] first;
    private final long[] last;
    private final long[] anyCharacter;
    private final long[] anyCharacters;
    private final long[] now;
    private int states;

    public WildcardSet(Collection<NumberPattern.Wildcard> wildcards) {
        int most = wildcards.stream()
                .mapToInt(wildcard -> wildcard.text().length() + 1)
                .sum();
        int words = (most >> 6) + 1;
        first = new long[words];
        last = new long[words];
        anyCharacter = new long[words];
        anyCharacters = new long[words];
        now = new long[words];
        wildcards.forEach(wildcard -> add(wildcard.text()));
    }

    private void add(String text) {
        set(first);
        text.codePoints().forEach(c -> {
            if (c == '@') {
                set(anyCharacters);
                return;
            }
            if (c == '_') {
                set(anyCharacter);
            } else {
                literals.computeIfAbsent(c, key -> new SparseBits()).set(states);
            }
            states++;
        });
        set(last);
        states++;
    }

    private void set(long[] bits) {
        bits[states >> 6] |= 1L << states;
    }

    /** Returns whether any of the wildcards matches the value. */
    public boolean matches(String value) {
        System.arraycopy(first, 0, now, 0, now.length);
        for (int i = 0; i < value.length(); i += Character.charCount(value.codePointAt(i))) {
            if (!step(literals.get(value.codePointAt(i)))) {
                return false;
            }
        }
        for (int word = 0; word < now.length; word++) {
            if ((now[word] & last[word]) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Takes one character. Returns whether any state is left. */
    private boolean step(@Nullable SparseBits literal) {
        int at = 0;
        long carry = 0;
        long left = 0;
        for (int word = 0; word < now.length; word++) {
            long taking = anyCharacter[word];
            if (literal != null && at < literal.size && literal.words[at] == word) {
                taking |= literal.bits[at++];
            }
            long moving = now[word] & taking;
            now[word] = (now[word] & anyCharacters[word]) | (moving << 1) | carry;
            carry = moving >>> 63;
            left |= now[word];
        }
        return left != 0;
    }

    /** The words of a row that have any bit set, in their order: a request may hold thousands of different characters. */
    private static final class SparseBits {
        private int[] words = new int[1];
        private long[] bits = new long[1];
        private int size;

        /** Sets a bit, never one in front of those set before. */
        void set(int bit) {
            int word = bit >> 6;
            if (size == 0 || words[size - 1] != word) {
                if (size == words.length) {
                    words = Arrays.copyOf(words, size * 2);
                    bits = Arrays.copyOf(bits, size * 2);
                }
                words[size++] = word;
            }
            bits[size - 1] |= 1L << bit;
        }
    }
}
