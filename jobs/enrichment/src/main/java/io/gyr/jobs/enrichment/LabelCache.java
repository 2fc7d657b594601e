package io.gyr.jobs.enrichment;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * The labels of a host and container, ready as the bytes of an Avro map, so that joining a record
 * is copying bytes. Bounded: it forgets everything when it is full.
 */
final class LabelCache {
  private static final int CAPACITY = 50_000;

  /** Labels of one entity, by its key in gyr.metadata. */
  interface Entities {
    @Nullable Map<String, String> labels(String key) throws Exception;
  }

  private record Place(String hostId, @Nullable String containerId) {}

  private final Map<Place, byte[]> encoded = new HashMap<>();

  /** Key of a host in gyr.metadata. */
  static String hostKey(String hostId) {
    return "host/" + hostId + "/" + hostId;
  }

  /** Key of a container in gyr.metadata. */
  static String containerKey(String hostId, String containerId) {
    return "container/" + hostId + "/" + containerId;
  }

  /** Bytes of the map of labels; host and container ids are in it even when nothing is known. */
  byte[] labels(String hostId, @Nullable String containerId, Entities entities) throws Exception {
    Place place = new Place(hostId, containerId);
    byte[] bytes = encoded.get(place);
    if (bytes == null) {
      Map<String, String> labels = new TreeMap<>();
      labels.put("host.id", hostId);
      Map<String, String> host = entities.labels(hostKey(hostId));
      if (host != null) {
        labels.putAll(host);
      }
      if (containerId != null) {
        labels.put("container.id", containerId);
        Map<String, String> container = entities.labels(containerKey(hostId, containerId));
        if (container != null) {
          labels.putAll(container);
        }
      }
      bytes = encode(labels);
      if (encoded.size() >= CAPACITY) {
        encoded.clear();
      }
      encoded.put(place, bytes);
    }
    return bytes;
  }

  /** Forgets all: something is known better now. */
  void clear() {
    encoded.clear();
  }

  private static byte[] encode(Map<String, String> labels) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    try {
      encoder.writeMapStart();
      encoder.setItemCount(labels.size());
      for (Map.Entry<String, String> label : labels.entrySet()) {
        encoder.startItem();
        encoder.writeString(label.getKey());
        encoder.writeString(label.getValue());
      }
      encoder.writeMapEnd();
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
