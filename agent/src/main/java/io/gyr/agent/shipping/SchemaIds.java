package io.gyr.agent.shipping;

import io.gyr.agent.RecordKind;

/** Knows the Schema Registry's ids. */
@FunctionalInterface
public interface SchemaIds {
  /**
   * The id of the schema that records of {@code kind} are written with. Asked once per kind; may
   * block for some seconds.
   *
   * @throws RuntimeException if the registry does not tell now; the caller asks again later
   */
  int id(RecordKind kind);
}
