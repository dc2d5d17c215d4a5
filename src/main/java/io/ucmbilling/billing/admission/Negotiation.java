package io.ucmbilling.billing.admission;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** The choice of a media type by {@code Accept} (RFC 9110, section 12.5.1). */
final class Negotiation {
    private Negotiation() {}

    /**
     * Chooses the media type of the highest quality.
     *
     * @param accept null or blank: anything
     * @param offered the one preferred first
     * @return empty: none of those offered is acceptable, or the header cannot be read
     */
    static Optional<MediaType> choose(@Nullable String accept, List<MediaType> offered) {
        if (accept == null || accept.isBlank()) {
            return offered.stream().findFirst();
        }
        try {
            List<MediaType> ranges = MediaType.parseMediaTypes(accept);
            return offered.stream()
                    .filter(type -> quality(type, ranges) > 0)
                    .min(Comparator.comparingDouble(type -> -quality(type, ranges)));
        } catch (InvalidMediaTypeException e) {
            return Optional.empty();
        }
    }

    /** Returns the quality of the most specific range that includes the type; 0: none does. */
    private static double quality(MediaType type, List<MediaType> ranges) {
        return ranges.stream()
                .filter(range -> range.includes(type))
                .max(Comparator.comparingInt(Negotiation::specificity))
                .map(MediaType::getQualityValue)
                .orElse(0.0);
    }

    private static int specificity(MediaType range) {
        return range.isWildcardType() ? 0 : range.isWildcardSubtype() ? 1 : 2;
    }
}
