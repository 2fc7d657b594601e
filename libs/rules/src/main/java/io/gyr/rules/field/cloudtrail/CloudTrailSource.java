package io.gyr.rules.field.cloudtrail;

import io.gyr.rules.field.EventSource;
import io.gyr.rules.field.json.JsonFieldList;
import io.gyr.rules.field.json.JsonSource;
import io.gyr.rules.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * The source {@code aws_cloudtrail}: records one by one, in files of {@code {"Records":[...]}}, or
 * as the {@code detail} of EventBridge. Names and values of the fields are those of Falco's
 * cloudtrail plugin (falcosecurity/plugins, plugins/cloudtrail/pkg/cloudtrail/extract.go), except
 * where that finds nothing it says it finds: {@code ec2.imageid} is looked for where CloudTrail has
 * it too, and {@code ct.info} tells the true settings of a bucket's public access block.
 */
public final class CloudTrailSource {

  /** The source, its fields and its documents. */
  public static final JsonSource SOURCE =
      new JsonSource(
          fields(), "Records", CloudTrailSource::record, CloudTrailSource::problem, "eventTime");

  private CloudTrailSource() {}

  private static EventSource fields() {
    JsonFieldList list = new JsonFieldList();
    RecordFields.addTo(list);
    ServiceFields.addTo(list);
    return list.source("aws_cloudtrail", "cloudtrail", Summary::line);
  }

  private static JsonValue record(JsonValue document) {
    JsonValue detail = document.get("detail");
    return detail != null && detail.get("eventName") != null ? detail : document;
  }

  private static @Nullable String problem(JsonValue record) {
    JsonValue type = record.get("eventType");
    if (type != null && type.text().equals("AwsCloudTrailInsight")) {
      return "a CloudTrail Insights record, for which there are no fields";
    }
    return record.get("eventName") == null ? "no CloudTrail record: it has no eventName" : null;
  }
}
