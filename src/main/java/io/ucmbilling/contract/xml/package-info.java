/**
 * XML pages, read and written (contract U2, S5).
 *
 * <p>Start at {@link io.ucmbilling.contract.xml.XmlPage}; {@link io.ucmbilling.contract.xml.XmlScanner} finds the tags,
 * in one run and without entities.
 */
@NullMarked
package io.ucmbilling.contract.xml;

import org.jspecify.annotations.NullMarked;
