package io.ucmbilling.calls.report;

/**
 * Page that is asked for. Calls that are equal in the column follow by start, then by id, in the same direction.
 *
 * @param number from 1 on; beyond the end it is the last page
 * @param size calls of a page, 1 to {@value #MOST}
 */
public record SortedPage(SortColumn column, boolean descending, int number, int size) {
    public static final int MOST = 1_000;

    public SortedPage {
        if (number < 1) {
            throw new IllegalArgumentException("number of a page: found " + number + ", expected 1 or more");
        }
        if (size < 1 || size > MOST) {
            throw new IllegalArgumentException("size of a page: found " + size + ", expected 1 to " + MOST);
        }
    }

    /** Returns the number of the page that is shown if so many calls match. */
    int shownNumber(long count) {
        return Math.toIntExact(offset(count) / size) + 1;
    }

    /** Returns how many calls stand before the page that is shown if so many match. */
    long offset(long count) {
        long last = Math.max(0, count - 1) / size * size;
        return Math.min((number - 1L) * size, last);
    }
}
