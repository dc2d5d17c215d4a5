package io.ucmbilling.calls.call;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Outside numbers in the international form. Reading one takes some 10 µs, so those read last are remembered. */
final class PhoneNumbers {
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    /** Longer than any number. libphonenumber looks at no more either. */
    private static final int LONGEST = 250;

    private record NumberInRegion(String number, @Nullable String region) {}

    private static final Cache<NumberInRegion, Optional<String>> KNOWN =
            Caffeine.newBuilder().maximumSize(50_000).build();

    private PhoneNumbers() {}

    /**
     * Returns the number as E.164.
     *
     * @param region ISO 3166 code of the country in which it was dialled; null: only a number that begins with + is read
     * @return null: it is no valid number there
     */
    static @Nullable String e164(String number, @Nullable String region) {
        boolean readable = number.length() <= LONGEST && (region != null || number.startsWith("+"));
        return readable
                ? KNOWN.get(new NumberInRegion(number, region), PhoneNumbers::read)
                        .orElse(null)
                : null;
    }

    private static Optional<String> read(NumberInRegion given) {
        try {
            PhoneNumber number = NUMBERS.parse(given.number(), given.region());
            return NUMBERS.isValidNumber(number)
                    ? Optional.of(NUMBERS.format(number, PhoneNumberFormat.E164))
                    : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }
}
