/**
 * <i>Download Records</i> and <i>Download as Excel</i> (report contract R2): the filtered report as a file that is streamed, how far it
 * is, and which columns it has.
 *
 * <p>Start at {@code DownloadController}, then {@code StreamedDownload}.
 */
@NullMarked
package io.ucmbilling.report.download;

import org.jspecify.annotations.NullMarked;
