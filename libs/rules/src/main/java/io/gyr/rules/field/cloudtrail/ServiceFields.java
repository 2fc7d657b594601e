package io.gyr.rules.field.cloudtrail;

import io.gyr.rules.Event;
import io.gyr.rules.field.json.JsonFieldList;
import io.gyr.rules.json.JsonValue;
import io.gyr.rules.json.JsonValue.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code s3.*}, {@code ec2.*}, {@code ecr.*} and {@code iam.*}: what single services tell. */
final class ServiceFields {

  private static final String REQUEST = "requestParameters";

  private ServiceFields() {}

  static void addTo(JsonFieldList fields) {
    addS3(fields);
    fields
        .text("ec2.name", ServiceFields::instanceName, "Name tag of the instances asked for.")
        .text("ec2.imageid", ServiceFields::imageId, "Image of the instances in the answer.")
        .text("ecr.repository", Records.text(REQUEST, "repositoryName"), "Repository of images.")
        .text("ecr.imagetag", Records.text(REQUEST, "imageTag"), "Tag of the image.")
        .text("iam.role", Records.text(REQUEST, "roleName"), "Role that the call is about.")
        .text("iam.policy", Records.text(REQUEST, "policyName"), "Policy that the call is about.");
  }

  private static void addS3(JsonFieldList fields) {
    fields
        .text("s3.uri", ServiceFields::uri, "The object: s3://bucket/key.")
        .text("s3.bucket", Records.text(REQUEST, "bucketName"), "The bucket.")
        .text("s3.key", Records.text(REQUEST, "key"), "The object's key.")
        .number("s3.bytes", record -> bytes(record, true, true), "Bytes up and down.")
        .number("s3.bytes.in", record -> bytes(record, true, false), "Bytes up.")
        .number("s3.bytes.out", record -> bytes(record, false, true), "Bytes down.")
        .number("s3.cnt.get", record -> one(isCall(record, "GetObject")), "1 for GetObject.")
        .number("s3.cnt.put", record -> one(isCall(record, "PutObject")), "1 for PutObject.")
        .number(
            "s3.cnt.other",
            record -> one(!isCall(record, "GetObject") && !isCall(record, "PutObject")),
            "1 for every other call.");
  }

  static @Nullable String uri(JsonValue record) {
    JsonValue bucket = record.get(REQUEST, "bucketName");
    JsonValue key = record.get(REQUEST, "key");
    return bucket == null || bucket.textOrNull() == null || key == null || key.textOrNull() == null
        ? null
        : "s3://" + bucket.text() + "/" + key.text();
  }

  static long bytes(JsonValue record, boolean up, boolean down) {
    JsonValue in = up ? record.get("additionalEventData", "bytesTransferredIn") : null;
    JsonValue out = down ? record.get("additionalEventData", "bytesTransferredOut") : null;
    return in == null && out == null ? Event.ABSENT : number(in) + number(out);
  }

  private static long number(@Nullable JsonValue value) {
    // CloudTrail writes 33.0 at times.
    return value == null || value.kind() != Kind.NUMBER
        ? 0
        : (long) Math.max(0, Double.parseDouble(value.text()));
  }

  private static boolean isCall(JsonValue record, String name) {
    JsonValue call = record.get("eventName");
    return call != null && name.equals(call.textOrNull());
  }

  private static long one(boolean is) {
    return is ? 1 : Event.ABSENT;
  }

  private static @Nullable String instanceName(JsonValue record) {
    String name = null;
    for (JsonValue item : elements(record.get(REQUEST, "tagSpecificationSet", "items"))) {
      if ("instance".equals(Records.plain(item.get("resourceType")))) {
        for (JsonValue tag : elements(item.get("tags"))) {
          if ("Name".equals(Records.plain(tag.get("key")))) {
            name = Records.plain(tag.get("value"));
            break;
          }
        }
      }
    }
    return name == null || name.isEmpty() ? null : name;
  }

  private static @Nullable String imageId(JsonValue record) {
    for (String list : List.of("tagSpecificationSet", "instancesSet")) {
      JsonValue image = record.get("responseElements", list, "items", "0", "imageId");
      String id = Records.plain(image);
      if (id != null && !id.isEmpty()) {
        return id;
      }
    }
    return null;
  }

  private static List<JsonValue> elements(@Nullable JsonValue array) {
    return array == null ? List.of() : array.elements();
  }
}
