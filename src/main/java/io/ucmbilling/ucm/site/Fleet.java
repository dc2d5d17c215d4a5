package io.ucmbilling.ucm.site;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All configured sites, ordered by their id. */
public final class Fleet {
    private final Map<String, Site> sites = new TreeMap<>();

    public Fleet(List<Site> sites) {
        sites.stream().sorted(Comparator.comparing(Site::id)).forEach(site -> this.sites.put(site.id(), site));
    }

    public List<Site> sites() {
        return List.copyOf(sites.values());
    }

    /**
     * The site of that id.
     *
     * @throws IllegalArgumentException where none is configured
     */
    public Site site(String id) {
        Site site = sites.get(id);
        if (site == null) {
            throw new IllegalArgumentException("site " + id + ": not configured, expected one of " + sites.keySet());
        }
        return site;
    }
}
