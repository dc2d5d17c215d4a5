package io.ucmbilling.store.ledger;

import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.LocalDate;
import org.hibernate.annotations.Immutable;

/** A row of certificate. */
@Entity
@SuppressWarnings({"NullAway.Init", "unused"})
@Immutable
@Table(name = "certificate")
class CertificateEntity {
    @EmbeddedId
    private Key key;

    @Embedded
    private Certificate certificate;

    /** Records that are kept as legs. */
    private long stored;

    @Embeddable
    record Key(short site, LocalDate day, int version) {}

    /** For Hibernate, which fills it. */
    CertificateEntity() {}

    CertificateEntity(short site, Certificate certificate) {
        this.key = new Key(site, certificate.day(), certificate.version());
        this.certificate = certificate;
        this.stored = certificate.held() - certificate.quarantined();
    }
}
