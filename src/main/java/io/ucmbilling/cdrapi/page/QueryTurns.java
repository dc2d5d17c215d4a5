package io.ucmbilling.cdrapi.page;

import io.ucmbilling.access.ConcurrencyLimit;
import io.ucmbilling.cdrapi.export.ErrorAnswers;
import io.ucmbilling.cdrapi.export.Export;
import io.ucmbilling.cdrapi.export.RequestOutcome;
import io.ucmbilling.store.serving.ClosedSinkException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.TransactionException;

/**
 * Turns to read from the database. As many are taken at one time as leave connections for the collection, whatever slow
 * peers do, and an export's expensive requests keep no other export waiting (see {@link ConcurrencyLimit}). What goes
 * wrong meanwhile is answered here.
 */
final class QueryTurns {
    private static final Logger log = LoggerFactory.getLogger(QueryTurns.class);
    private static final int AT_ONE_TIME = 8;

    private final ConcurrencyLimit limit = new ConcurrencyLimit(AT_ONE_TIME);

    /** An answer that reads from the database. */
    interface Reading {
        RequestOutcome answer() throws IOException;
    }

    RequestOutcome take(Export export, HttpServletResponse response, Reading reading) throws IOException {
        if (!limit.begin(export.name())) {
            log.warn("export {}: as many pages as it may are being read and none ended in time", export.name());
            return ErrorAnswers.unavailable(response, null);
        }
        try {
            return reading.answer();
        } catch (ClosedSinkException e) {
            log.info("export {}: the client left while its page was being read", export.name());
            return RequestOutcome.BROKEN_OFF;
        } catch (QueryTimeoutException e) {
            log.warn("export {}: query-timeout: {}", export.name(), e.getMessage());
            return ErrorAnswers.timedOut(response);
        } catch (DataAccessException | TransactionException e) {
            log.warn("export {}: the database did not answer: {}", export.name(), e.getMessage());
            return ErrorAnswers.unavailable(response, null);
        } catch (RuntimeException e) {
            log.error("export {}: the page could not be written", export.name(), e);
            return ErrorAnswers.failed(response);
        } finally {
            limit.end(export.name());
        }
    }
}
