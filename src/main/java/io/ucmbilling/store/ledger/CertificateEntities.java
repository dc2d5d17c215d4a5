package io.ucmbilling.store.ledger;

import java.time.LocalDate;
import java.util.List;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The table certificate, to which rows are only added. */
interface CertificateEntities extends Repository<CertificateEntity, CertificateEntity.Key> {

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
