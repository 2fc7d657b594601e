package io.gyr.rules.field.cloudtrail;

import io.gyr.rules.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** Who called: where the name stands depends on the kind of caller. */
final class Users {

  private Users() {}

  static @Nullable String name(JsonValue record) {
    JsonValue user = record.get("userIdentity");
    JsonValue type = user == null ? null : user.get("type");
    String kind = type == null ? null : type.textOrNull();
    if (user == null || kind == null) {
      return null;
    }
    return switch (kind) {
      case "Root", "IAMUser" -> Records.plain(user.get("userName"));
      case "AWSService" -> Records.plain(user.get("invokedBy"));
      case "AssumedRole" -> {
        JsonValue role = user.get("sessionContext", "sessionIssuer", "userName");
        yield role == null ? kind : Records.plain(role);
      }
      case "AWSAccount", "FederatedUser" -> kind;
      default -> null;
    };
  }
}
