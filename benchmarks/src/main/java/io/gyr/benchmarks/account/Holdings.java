package io.gyr.benchmarks.account;

import java.util.List;
import java.util.Set;

/**
 * What was found at one moment in every place where records can be. All lists hold a thing as often
 * as the place does. The topics were read after the stores, so a store can hold nothing that its
 * topic does not.
 *
 * @param position what the agent says that it shipped
 * @param syscalls in gyr.syscalls
 * @param metrics in gyr.metrics
 * @param entities different ones sent to gyr.metadata, all before the position was read
 * @param deadSyscalls different records of the syscall topics among the dead letters
 * @param deadOthers different records of all other topics among the dead letters
 * @param archivedSyscalls rows of Iceberg
 * @param events ids in gyr.events
 * @param eventsAtCut ids that were in gyr.events when the position was read
 * @param indexedEvents documents of OpenSearch
 * @param archivedEvents rows of Iceberg
 * @param samples (series, time) of gyr.metrics.enriched
 * @param samplesUpToCut those of them whose record the position covers
 * @param acknowledged those that the API took
 * @param enrichedMetrics their records
 * @param storedSamples samples in the chunks of Cassandra
 */
public record Holdings(
    AgentPosition position,
    Identities syscalls,
    Identities metrics,
    long entities,
    long deadSyscalls,
    long deadOthers,
    Identities archivedSyscalls,
    Set<String> events,
    Set<String> eventsAtCut,
    List<String> indexedEvents,
    List<String> archivedEvents,
    Set<String> samples,
    Set<String> samplesUpToCut,
    Set<String> acknowledged,
    Identities enrichedMetrics,
    List<String> storedSamples) {}
