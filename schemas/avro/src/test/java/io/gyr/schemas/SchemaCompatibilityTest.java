package io.gyr.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Agents and jobs of different versions meet in the topics, so each schema must read and be read by
 * every version that was ever committed to {@code history/}.
 */
class SchemaCompatibilityTest {
  private static final Path HISTORY = Path.of("history");

  @ParameterizedTest
  @EnumSource(Topic.class)
  void readsAndIsReadByEveryCommittedVersion(Topic topic) throws IOException {
    for (Path version : versions(topic)) {
      Schema old = new Schema.Parser().parse(Files.readString(version));
      assertCompatible(topic.schema(), old, version + " cannot be read any more");
      assertCompatible(old, topic.schema(), version + " cannot read today's records");
    }
  }

  @ParameterizedTest
  @EnumSource(Topic.class)
  void theLatestCommittedVersionIsTodays(Topic topic) throws IOException {
    List<Path> versions = versions(topic);
    Path next = HISTORY.resolve(topic.schema().getName()).resolve((versions.size() + 1) + ".avsc");
    String today = topic.schema().toString(true) + "\n";
    if (System.getProperty("gyr.schemas.commit") != null
        && (versions.isEmpty() || !Files.readString(last(versions)).equals(today))) {
      Files.createDirectories(next.getParent());
      Files.writeString(next, today);
      return;
    }
    assertThat(versions).as("no version of %s is committed", topic).isNotEmpty();
    assertThat(Files.readString(last(versions)))
        .as("the schema changed: keep it with ./mvnw -pl schemas/avro test -Dgyr.schemas.commit")
        .isEqualTo(today);
  }

  @Test
  void everyFieldSaysWhatItMeans() {
    Deque<Schema> left = new ArrayDeque<>();
    Stream.of(Topic.values()).map(Topic::schema).forEach(left::add);
    while (!left.isEmpty()) {
      Schema schema = left.pop();
      switch (schema.getType()) {
        case RECORD -> {
          assertThat(schema.getDoc()).as(schema.getFullName()).isNotBlank();
          for (Schema.Field field : schema.getFields()) {
            assertThat(field.doc()).as(schema.getName() + "." + field.name()).isNotBlank();
            left.push(field.schema());
          }
        }
        case ARRAY -> left.push(schema.getElementType());
        case MAP -> left.push(schema.getValueType());
        case UNION -> schema.getTypes().forEach(left::push);
        default -> {}
      }
    }
  }

  private static void assertCompatible(Schema reader, Schema writer, String otherwise) {
    var result = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
    assertThat(result.getType())
        .as(otherwise + ": " + result.getDescription())
        .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
  }

  private static List<Path> versions(Topic topic) throws IOException {
    Path folder = HISTORY.resolve(topic.schema().getName());
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .sorted(
              Comparator.comparingInt(
                  file -> Integer.parseInt(file.getFileName().toString().replace(".avsc", ""))))
          .toList();
    }
  }

  private static Path last(List<Path> versions) {
    return versions.get(versions.size() - 1);
  }
}
