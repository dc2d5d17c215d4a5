package io.ucmbilling.report.export;

/** Columns of the sheet of calls, those of the page's table in its order. */
public enum CallColumn implements ReportColumn {
    NUMBER("No.", 8),
    START_TIME("Start Time", 26),
    SITE("Site", 16),
    CALL_FROM("Call From", 34),
    CALL_TO("Call To", 34),
    ANSWERED_BY("Answered By", 16),
    CALL_TIME("Call Time", 11),
    TALK_TIME("Talk Time", 11),
    STATUS("Status", 12);

    private final String title;
    private final int width;

    CallColumn(String title, int width) {
        this.title = title;
        this.width = width;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public int width() {
        return width;
    }
}
