package io.ucmbilling.cdrapi.recapi;

import io.ucmbilling.cdrapi.export.Export;
import io.ucmbilling.ucm.site.Site;
import java.util.List;
import org.springframework.util.StringUtils;

/**
 * Meaning of a filedir in an export. With one site it is the UCM's own. With several it is {@code <site>/<directory>},
 * and one without a site is meant of every site of the export (contract S6).
 *
 * @param sites in which to look, in this order
 * @param directory of the UCM; slashes at the end are left away; not yet known to be one that may be asked for
 */
record SiteDirectory(List<Site> sites, String directory) {

    static SiteDirectory of(Export export, String filedir) {
        String path = StringUtils.trimTrailingCharacter(filedir, '/');
        int slash = path.indexOf('/');
        Site site = slash < 0 || export.servesOneSite() ? null : export.sites().get(path.substring(0, slash));
        return site == null
                ? new SiteDirectory(export.sitesInOrder(), path)
                : new SiteDirectory(List.of(site), path.substring(slash + 1));
    }
}
