package io.ucmbilling.store.ledger;

import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The table certificate, to which rows are only added. */
interface CertificateEntities
        extends Repository<CertificateEntities.CertificateEntity, CertificateEntities.CertificateKey> {
    /** The primary key. */
    @Embeddable
    record CertificateKey(short site, LocalDate day, int version) {}

    /** A row. */
    @Entity(name = "CertificateEntity")
    @SuppressWarnings({"NullAway.Init", "unused"})
    @Immutable
    @Table(name = "certificate")
    class CertificateEntity {
        @EmbeddedId
        private CertificateKey key;

        @Embedded
        private Certificate certificate;

        /** Records that are kept as legs. */
        private long stored;

        /** Makes an empty one, which Hibernate fills. */
        CertificateEntity() {}

        CertificateEntity(short site, Certificate certificate) {
            this.key = new CertificateKey(site, certificate.day(), certificate.version());
            this.certificate = certificate;
            this.stored = certificate.held() - certificate.quarantined();
        }
    }

    /** Returns the newest version of each day that has one. */
    @Query("""
        SELECT c.certificate FROM CertificateEntity c
        WHERE c.key.site = :site AND c.key.day BETWEEN :from AND :to AND c.key.version =
            (SELECT max(v.key.version) FROM CertificateEntity v
             WHERE v.key.site = c.key.site AND v.key.day = c.key.day)
        ORDER BY c.key.day\
        """)
    List<Certificate> newest(short site, LocalDate from, LocalDate to);

    @Query("SELECT certificate FROM CertificateEntity WHERE key.site = :site AND key.day = :day ORDER BY key.version")
    List<Certificate> versions(short site, LocalDate day);

    CertificateEntity save(CertificateEntity certificate);
}
