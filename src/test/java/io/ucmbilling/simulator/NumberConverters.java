package io.ucmbilling.simulator;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;

/** Readers of options' values that are numbers. What they refuse names the value found and the bounds. */
final class NumberConverters {
    private NumberConverters() {}

    private static double number(String text, double least, double most) {
        try {
            double number = Double.parseDouble(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw Converters.wrong(text, "a number, " + least + " to " + most);
        }
        throw Converters.wrong(text, "a number, " + least + " to " + most);
    }

    private static long whole(String text, long least, long most) {
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw Converters.wrong(text, "a whole number, " + least + " to " + most);
        }
        throw Converters.wrong(text, "a whole number, " + least + " to " + most);
    }

    static final class Port implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return (int) whole(text, 0, 65535);
        }
    }

    static final class Count implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return (int) whole(text, 1, 20_000);
        }
    }

    static final class Days implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return (int) whole(text, 0, 3660);
        }
    }

    static final class PageLimit implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return (int) whole(text, 1, 1000);
        }
    }

    static final class Seed implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            return whole(text, Long.MIN_VALUE / 2, Long.MAX_VALUE / 2);
        }
    }

    static final class Seconds implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            return Duration.ofSeconds(whole(text, 1, 600));
        }
    }

    static final class Calls implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            return number(text, 0, 1_000_000);
        }
    }

    static final class Rate implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            return number(text, 0.1, 1000);
        }
    }
}
