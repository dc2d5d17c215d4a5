package io.ucmbilling.store;

import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

/** Reads quarantine. */
interface QuarantinedRecords extends Repository<QuarantinedRecord, Long> {
    List<QuarantinedRecord> findBySiteOrderByNumberDesc(short site, Limit limit);
}
