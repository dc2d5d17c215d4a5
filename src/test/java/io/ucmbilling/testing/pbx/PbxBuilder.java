package io.ucmbilling.testing.pbx;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** What kind of PBX to make; see {@link Pbx#seeded}. */
public final class PbxBuilder {
    final long seed;
    ZoneId zone = ZoneId.of("America/Chicago");
    int generation = 3;
    String model = "";
    Instant begin = Instant.parse("2026-01-05T00:00:00Z");
    double callsPerHour = 12;
    double lateShare = 0.01;
    Duration longestCall = Duration.ofHours(4);
    long firstAcctId = 1;
    int recordedOfSix = 1;

    PbxBuilder(long seed) {
        this.seed = seed;
    }

    /** The zone of its wall clock; America/Chicago unless told. */
    public PbxBuilder zone(String zone) {
        this.zone = ZoneId.of(zone);
        return this;
    }

    /** 1: 22 fields; 2: 27; 3: 33 keys, nested; 4: 44 keys, nested; 5: as 3, with fields left out and unknown ones. */
    public PbxBuilder generation(int generation) {
        if (generation < 1 || generation > 5) {
            throw new IllegalArgumentException("generation " + generation + ", expected 1 to 5");
        }
        this.generation = generation;
        return this;
    }

    /** Such as UCM6104: says how many analog lines it has. By the generation unless told. */
    public PbxBuilder model(String model) {
        this.model = model;
        return this;
    }

    /** When it is switched on: virtual time begins here. */
    public PbxBuilder begin(Instant begin) {
        this.begin = begin;
        return this;
    }

    /** The mean in the busy hours (8 to 18 local); a quarter of it in the others. 0: it makes no calls of its own. */
    public PbxBuilder callsPerHour(double callsPerHour) {
        this.callsPerHour = callsPerHour;
        return this;
    }

    /** The share (0 to 1) of answered calls that last an hour and more, so that their legs appear late. */
    public PbxBuilder lateShare(double lateShare) {
        this.lateShare = lateShare;
        return this;
    }

    /** More than an hour: what the calls last at most of which {@link #lateShare} tells; four hours unless told. */
    public PbxBuilder longestCall(Duration longestCall) {
        this.longestCall = longestCall;
        return this;
    }

    public PbxBuilder firstAcctId(long firstAcctId) {
        this.firstAcctId = firstAcctId;
        return this;
    }

    /** Whether calls are recorded; some are unless told. */
    public PbxBuilder recordings(boolean recordings) {
        this.recordedOfSix = recordings ? 1 : 0;
        return this;
    }

    /** How many of six answered calls without anything odd are recorded; one unless told. */
    public PbxBuilder recordedOfSix(int calls) {
        this.recordedOfSix = calls;
        return this;
    }

    public Pbx build() {
        return new Pbx(this);
    }
}
