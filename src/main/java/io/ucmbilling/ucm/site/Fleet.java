package io.ucmbilling.ucm.site;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All configured sites, ordered by their id. */
public final class Fleet {
    private final Map<String, Site> sites = new TreeMap<>();

    public Fleet(List<Site> sites) {
        sites.forEach(site -> this.sites.put(site.id(), site));
    }

    public List<Site> sites() {
        return List.copyOf(sites.values());
    }

    /** Finds the site of that id; empty: none is configured. */
    public Optional<Site> find(String id) {
        return Optional.ofNullable(sites.get(id));
    }

    /**
     * Returns the site of that id.
     *
     * @throws IllegalArgumentException if none is configured
     */
    public Site site(String id) {
        return find(id).orElseThrow(() ->
                new IllegalArgumentException("site " + id + ": not configured, expected one of " + sites.keySet()));
    }
}
