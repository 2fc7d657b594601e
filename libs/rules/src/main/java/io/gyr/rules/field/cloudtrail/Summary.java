package io.gyr.rules.field.cloudtrail;

import io.gyr.rules.Event;
import io.gyr.rules.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** A record in one line, in the words of Falco's plugin. */
final class Summary {

  private Summary() {}

  /** {@code ct.info}. */
  static String info(JsonValue record) {
    String user = Users.name(record);
    String address = Records.plain(record.get("sourceIPAddress"));
    String name = Records.plain(record.get("eventName"));
    if (user == null) {
      return missing("userIdentity");
    }
    if (address == null) {
      return missing("eventSource");
    }
    if (name == null) {
      return missing("eventName");
    }
    JsonValue readOnly = record.get("readOnly");
    StringBuilder text = new StringBuilder(user);
    text.append(user.equals(address) ? " " : " via " + address + " ")
        .append(record.get("errorCode") == null ? "" : "!")
        .append(readOnly != null && !readOnly.isTrue() ? "\u2192 " : "\u2190 ")
        .append(name);
    if (name.equals("PutBucketPublicAccessBlock")) {
      appendAccessBlock(text, record.get("requestParameters", "PublicAccessBlockConfiguration"));
    } else {
      appendObject(text, record);
    }
    return text.toString();
  }

  /** {@code evt.plugininfo}. */
  static @Nullable String line(JsonValue record) {
    String service = RecordFields.service(record);
    String region = Records.plain(record.get("awsRegion"));
    String name = Records.plain(record.get("eventName"));
    String user = Users.name(record);
    return service == null || region == null || name == null
        ? null
        : region
            + (user == null || user.isEmpty() ? "" : " " + user)
            + " "
            + service
            + " "
            + name
            + " "
            + info(record);
  }

  private static String missing(String member) {
    return "<invalid cloudtrail event: " + member + " field missing>";
  }

  private static void appendAccessBlock(StringBuilder text, @Nullable JsonValue settings) {
    if (settings != null) {
      for (String name :
          new String[] {
            "BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"
          }) {
        JsonValue setting = settings.get(name);
        text.append(' ').append(name).append('=').append(setting != null && setting.isTrue());
      }
      text.append(' ');
    }
  }

  private static void appendObject(StringBuilder text, JsonValue record) {
    long size = ServiceFields.bytes(record, true, true);
    if (size != Event.ABSENT) {
      text.append(" Size=").append(size);
    }
    String uri = ServiceFields.uri(record);
    JsonValue parameters = record.get("requestParameters");
    if (uri != null) {
      text.append(" URI=").append(uri);
    } else if (parameters != null) {
      for (String[] part :
          new String[][] {{"Bucket", "bucketName"}, {"Key", "key"}, {"Host", "Host"}}) {
        JsonValue value = parameters.get(part[1]);
        if (value != null) {
          text.append(' ').append(part[0]).append('=').append(Records.plain(value));
          return;
        }
      }
    }
  }
}
