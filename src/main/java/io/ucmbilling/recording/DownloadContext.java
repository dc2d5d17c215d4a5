package io.ucmbilling.recording;

import io.ucmbilling.recording.cache.RecordingCache;
import io.ucmbilling.recording.download.RecentTrouble;
import io.ucmbilling.recording.download.RecordingFinder;
import java.time.Clock;

/** What every download of a recording uses. */
record DownloadContext(
        RecordingFinder finder, RecordingCache cache, RecentTrouble trouble, RecordingCounters counters, Clock clock) {}
