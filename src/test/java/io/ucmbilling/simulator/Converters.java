package io.ucmbilling.simulator;

import io.ucmbilling.simulator.deviation.Deviation;
import io.ucmbilling.simulator.deviation.Deviations;
import io.ucmbilling.simulator.fleet.Firmware;
import io.ucmbilling.simulator.fleet.WayIn;
import io.ucmbilling.testing.pbx.Paging;
import io.ucmbilling.testing.ucm.SimulatedUcmBuilder.Wrapping;
import java.net.InetAddress;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Readers of options' values. What they refuse names the value found and the values expected. */
final class Converters {
    private Converters() {}

    static TypeConversionException wrong(String found, String expected) {
        return new TypeConversionException("found " + found + ", expected " + expected);
    }

    private static <E extends Enum<E>> E one(Class<E> kinds, String text) {
        String name = text.toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(kinds.getEnumConstants())
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow(() -> wrong(
                        text,
                        Arrays.stream(kinds.getEnumConstants())
                                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", ", "one of ", ""))));
    }

    static final class HttpsUrl implements ITypeConverter<URI> {
        @Override
        public URI convert(String text) {
            try {
                URI url = URI.create(text);
                if ("https".equals(url.getScheme()) && url.getHost() != null && url.getQuery() == null) {
                    return url;
                }
            } catch (IllegalArgumentException e) {
                throw wrong(text, "a URL such as https://192.0.2.7:8443");
            }
            throw wrong(text, "a URL such as https://192.0.2.7:8443");
        }
    }

    static final class Address implements ITypeConverter<InetAddress> {
        @Override
        public InetAddress convert(String text) {
            try {
                return InetAddress.ofLiteral(text);
            } catch (IllegalArgumentException e) {
                throw wrong(text, "an IP address, such as 127.0.0.1 or 0.0.0.0");
            }
        }
    }

    static final class Zone implements ITypeConverter<ZoneId> {
        @Override
        public ZoneId convert(String text) {
            try {
                return ZoneId.of(text);
            } catch (DateTimeException e) {
                throw wrong(text, "a time zone, such as Europe/London");
            }
        }
    }

    static final class Moment implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            try {
                return Instant.parse(text);
            } catch (DateTimeException e) {
                throw wrong(text, "an instant, such as 2026-03-02T09:00:00Z");
            }
        }
    }

    static final class FirmwareLabel implements ITypeConverter<Firmware> {
        @Override
        public Firmware convert(String text) {
            try {
                return Firmware.of(text.strip());
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    static final class Way implements ITypeConverter<WayIn> {
        @Override
        public WayIn convert(String text) {
            return one(WayIn.class, text);
        }
    }

    static final class RecordOrder implements ITypeConverter<Paging.Order> {
        @Override
        public Paging.Order convert(String text) {
            return one(Paging.Order.class, text);
        }
    }

    static final class Frame implements ITypeConverter<Wrapping> {
        @Override
        public Wrapping convert(String text) {
            return one(Wrapping.class, text);
        }
    }

    static final class DeviationName implements ITypeConverter<Deviation> {
        @Override
        public Deviation convert(String text) {
            try {
                return Deviations.named(text.strip());
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
