package io.ucmbilling.store.site;

import jakarta.persistence.Embeddable;
import java.time.LocalDate;

/** The primary key of a table with one row for each day of a site. */
@Embeddable
public record DayKey(short site, LocalDate day) {}
