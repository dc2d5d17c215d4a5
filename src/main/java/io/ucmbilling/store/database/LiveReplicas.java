package io.ucmbilling.store.database;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Replicas that live, as this one's last beat found them, and which locks are to be this one's. For several threads. */
final class LiveReplicas {
    private static final Logger LOG = LoggerFactory.getLogger(LiveReplicas.class);

    private final String self;
    private volatile boolean joined;
    private volatile View view = new View(Set.of());

    /** The replicas, and for each lock that was asked for whether it is to be this one's. */
    private record View(Set<String> names, Map<String, Boolean> own) {
        View(Set<String> names) {
            this(Set.copyOf(names), new ConcurrentHashMap<>());
        }
    }

    LiveReplicas(String self) {
        this.self = self;
    }

    /** Makes this one of them, once a beat has told who the others are. Returns false if it was already. */
    synchronized boolean join() {
        boolean news = !joined;
        joined = true;
        return news;
    }

    synchronized void leave() {
        joined = false;
        view = new View(Set.of());
    }

    boolean isJoined() {
        return joined;
    }

    /** Takes over what a beat found. */
    synchronized void found(Set<String> others) {
        if (!joined) {
            return;
        }
        Set<String> names = new HashSet<>(others);
        names.add(self);
        if (!names.equals(view.names())) {
            LOG.info("replicas: {} live, over which the sites are spread", names.size());
            view = new View(names);
        }
    }

    int count() {
        return view.names().size();
    }

    /** Returns whether the lock is to be this one's. As long as it does not know the others, none is. */
    boolean isPreferred(String lock) {
        View known = view;
        return known.own()
                .computeIfAbsent(
                        lock,
                        name -> Rendezvous.of(name, known.names())
                                .filter(self::equals)
                                .isPresent());
    }
}
