package io.gyr.api;

/** The index template of events, as the sink sets it up. */
final class EventTemplate {
  static final String JSON =
      """
      {"index_patterns": ["gyr-events-*"],
       "template": {
         "settings": {"number_of_shards": 1, "number_of_replicas": 0, "refresh_interval": "1s"},
         "mappings": {"dynamic": false, "properties": {
           "id": {"type": "keyword"},
           "kind": {"type": "keyword"},
           "time_ns": {"type": "long"},
           "time_ms": {"type": "date", "format": "epoch_millis"},
           "end_time_ns": {"type": "long"},
           "severity": {"type": "integer"},
           "status": {"type": "keyword"},
           "name": {"type": "text", "fields": {"keyword": {"type": "keyword"}}},
           "description": {"type": "text"},
           "source": {"type": "keyword"},
           "tags": {"type": "keyword"},
           "label_pairs": {"type": "keyword"},
           "labels": {"type": "object", "enabled": false},
           "fields": {"type": "object", "enabled": false},
           "rule_version": {"type": "keyword"},
           "version": {"type": "long"},
           "text": {"type": "text"}}}}}
      """;

  private EventTemplate() {}
}
