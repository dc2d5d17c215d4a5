package io.ucmbilling.simulator;

import io.ucmbilling.testing.pbx.Paging;
import io.ucmbilling.testing.ucm.SimulatedUcmBuilder.Wrapping;
import picocli.CommandLine.Option;

/** The options that say how firmware differs where the guide is silent (contract U1, U6). */
final class QuirkOptions {
    @Option(
            names = "--count-items",
            description = "numRecords and offset count calls, not legs, where JSON nests (33 fields and newer).")
    boolean countItems;

    @Option(
            names = "--order",
            paramLabel = "<order>",
            description = "Order of the records: session_start, acct_id, hang_up. Default: session_start",
            converter = Converters.RecordOrder.class)
    Paging.Order order = Paging.Order.SESSION_START;

    @Option(
            names = "--page-limit",
            paramLabel = "<n>",
            description = "Records that a page holds at most, 1 to 1000. Default: ${DEFAULT-VALUE}",
            converter = NumberConverters.PageLimit.class)
    int pageLimit = 1000;

    @Option(
            names = "--wrapping",
            paramLabel = "<form>",
            description = "JSON frame of the newer API: cdr_root, cdr_root_status, response. Default: cdr_root_status",
            converter = Converters.Frame.class)
    Wrapping wrapping = Wrapping.CDR_ROOT_STATUS;

    Paging paging() {
        Paging paging = Paging.SEEN.order(order).atMost(pageLimit);
        return countItems ? paging.counting(Paging.Counting.ITEMS) : paging;
    }
}
