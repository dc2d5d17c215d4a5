package io.ucmbilling.store.site;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * A site in the hands of one replica, as {@link Sites#take} gave it. Each write to the site carries one.
 *
 * @param fence a later hold has a higher one, and from then on nothing is written under this one
 */
@Embeddable
public record Hold(@Column(name = "name") String site, long fence) {}
