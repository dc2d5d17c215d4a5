package io.ucmbilling.report.export;

/** Guard against values that a spreadsheet would run as formulas when it opens a CSV (report contract R2). */
final class FormulaGuard {
    private FormulaGuard() {}

    /**
     * Returns the value, with a {@code '} in front if it begins with {@code =}, {@code -}, {@code @}, tab or CR, or with {@code +} and
     * anything but digits.
     */
    static String guarded(String value) {
        return isRisky(value) ? "'" + value : value;
    }

    private static boolean isRisky(String value) {
        if (value.isEmpty()) {
            return false;
        }
        return switch (value.charAt(0)) {
            case '=', '-', '@', '\t', '\r' -> true;
            case '+' -> !value.substring(1).chars().allMatch(FormulaGuard::isDigit);
            default -> false;
        };
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }
}
