package io.ucmbilling.report.filter;

import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;

/** Period that goes on with the calendar (report contract R2). */
public enum QuickRange {
    TODAY("today") {
        @Override
        public LocalDate first(LocalDate today) {
            return today;
        }
    },
    YESTERDAY("yesterday") {
        @Override
        public LocalDate first(LocalDate today) {
            return today.minusDays(1);
        }

        @Override
        public LocalDate behind(LocalDate today) {
            return today;
        }
    },
    LAST_7_DAYS("last7days") {
        @Override
        public LocalDate first(LocalDate today) {
            return today.minusDays(6);
        }
    },
    THIS_MONTH("thisMonth") {
        @Override
        public LocalDate first(LocalDate today) {
            return today.withDayOfMonth(1);
        }

        @Override
        public LocalDate behind(LocalDate today) {
            return first(today).plusMonths(1);
        }
    },
    LAST_MONTH("lastMonth") {
        @Override
        public LocalDate first(LocalDate today) {
            return today.withDayOfMonth(1).minusMonths(1);
        }

        @Override
        public LocalDate behind(LocalDate today) {
            return today.withDayOfMonth(1);
        }
    };

    private final String parameter;

    QuickRange(String parameter) {
        this.parameter = parameter;
    }

    /** Returns the name under which addresses have it. */
    public String parameter() {
        return parameter;
    }

    public static Optional<QuickRange> of(String parameter) {
        return Stream.of(values())
                .filter(range -> range.parameter.equals(parameter))
                .findFirst();
    }

    /** Returns its first day. */
    public abstract LocalDate first(LocalDate today);

    /** Returns the day behind its last one. */
    public LocalDate behind(LocalDate today) {
        return today.plusDays(1);
    }
}
