package io.ucmbilling.store.mailing;

/** How often a report is mailed. */
public enum MailingPeriod {
    DAILY,
    WEEKLY,
    MONTHLY
}
