package io.gyr.rules.field.cloudtrail;

import io.gyr.rules.field.json.JsonFieldList;
import io.gyr.rules.json.JsonValue;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code ct.*}: the record itself. */
final class RecordFields {

  private static final String SERVICE_DOMAIN = ".amazonaws.com";

  private RecordFields() {}

  static void addTo(JsonFieldList fields) {
    addCall(fields);
    addUser(fields);
    addRequest(fields);
    addRecord(fields);
    addConnection(fields);
  }

  private static void addCall(JsonFieldList fields) {
    fields
        .text("ct.id", Records.text("eventID"), "Unique id of the record.")
        .text("ct.error", Records.text("errorCode"), "Code of the error; absent on success.")
        .text("ct.errormessage", Records.text("errorMessage"), "The error in words.")
        .text("ct.time", Records.text("eventTime"), "When it happened.")
        .text("ct.src", Records.text("eventSource"), "The service: s3.amazonaws.com.")
        .text("ct.shortsrc", RecordFields::service, "The service's short name: s3.")
        .text("ct.name", Records.text("eventName"), "The call: CreateUser.")
        .text("ct.region", Records.text("awsRegion"), "The region.")
        .text("ct.srcip", Records.text("sourceIPAddress"), "Address or service that called.")
        .text("ct.useragent", Records.text("userAgent"), "The client program.")
        .text("ct.info", Summary::info, "Who did what from where, in a line.")
        .text(
            "ct.managementevent", Records.flag("managementEvent"), "Whether it manages something.")
        .text("ct.readonly", Records.flag("readOnly"), "Whether it only reads.");
  }

  private static void addUser(JsonFieldList fields) {
    fields
        .text("ct.user", Users::name, "Name of who called, or the kind of caller without a name.")
        .text("ct.user.accountid", RecordFields::account, "Account of who called.")
        .text(
            "ct.user.identitytype",
            Records.text("userIdentity", "type"),
            "Kind of who called: Root, IAMUser, AssumedRole, ...")
        .text(
            "ct.user.principalid",
            Records.text("userIdentity", "principalId"),
            "Unique id of who called.")
        .text("ct.user.arn", Records.text("userIdentity", "arn"), "Resource name of who called.");
  }

  private static void addRequest(JsonFieldList fields) {
    fields
        .text("ct.request", Records.json("requestParameters"), "All parameters, as JSON.")
        .text("ct.request.availabilityzone", parameter("availabilityZone"), "Its zone.")
        .text("ct.request.cluster", parameter("cluster"), "Its cluster.")
        .text("ct.request.functionname", parameter("functionName"), "Its function.")
        .text("ct.request.groupname", parameter("groupName"), "Its group.")
        .text("ct.request.host", parameter("Host"), "Its host.")
        .text("ct.request.name", parameter("name"), "Name of what it is about.")
        .text("ct.request.policy", parameter("policy"), "Its policy.")
        .text("ct.request.serialnumber", parameter("serialNumber"), "Its serial number.")
        .text("ct.request.servicename", parameter("serviceName"), "Its service.")
        .text("ct.request.subnetid", parameter("subnetId"), "Its subnet.")
        .text("ct.request.taskdefinition", parameter("taskDefinition"), "Its task definition.")
        .text("ct.request.username", parameter("userName"), "User whom it is about.")
        .text("ct.response", Records.json("responseElements"), "The answer, as JSON.")
        .text(
            "ct.response.subnetid",
            Records.text("responseElements", "subnetId"),
            "Subnet in the answer.")
        .text(
            "ct.response.reservationid",
            Records.text("responseElements", "reservationId"),
            "Reservation in the answer.");
  }

  private static void addRecord(JsonFieldList fields) {
    fields
        .text("ct.requestid", Records.text("requestID"), "Id of the request.")
        .text("ct.eventtype", Records.text("eventType"), "Kind of the record: AwsApiCall, ...")
        .text("ct.apiversion", Records.text("apiVersion"), "Version of the service's API.")
        .text("ct.resources", RecordFields::resources, "What was touched, as JSON.")
        .text("ct.recipientaccountid", Records.text("recipientAccountId"), "Whose record it is.")
        .text(
            "ct.serviceeventdetails",
            Records.text("serviceEventDetails"),
            "What made a service act, and how it ended.")
        .text("ct.sharedeventid", Records.text("sharedEventID"), "Id common to several accounts.")
        .text("ct.eventcategory", Records.text("eventCategory"), "Management, Data, Insight, ...")
        .text("ct.addendum.reason", Records.text("addendum", "reason"), "Why it comes late.")
        .text(
            "ct.addendum.updatedfields",
            Records.text("addendum", "updatedFields"),
            "What a late record corrects.")
        .text(
            "ct.addendum.originalrequestid",
            Records.text("addendum", "originalRequestID"),
            "Request that a late record belongs to.")
        .text(
            "ct.addendum.originaleventid",
            Records.text("addendum", "originalEventID"),
            "Record that a late record corrects.")
        .text(
            "ct.additionaleventdata",
            Records.json("additionalEventData"),
            "What else a service tells, as JSON.");
  }

  private static void addConnection(JsonFieldList fields) {
    fields
        .text("ct.vpcendpointid", Records.text("vpcEndpointId"), "VPC endpoint that was used.")
        .text(
            "ct.sessioncredentialfromconsole",
            Records.flag("sessionCredentialFromConsole"),
            "Whether it came from a session of the console.")
        .text("ct.edgedevicedetails", Records.text("edgeDeviceDetails"), "Edge devices targeted.")
        .text("ct.tlsdetails.tlsversion", Records.text("tlsDetails", "tlsVersion"), "TLS version.")
        .text(
            "ct.tlsdetails.ciphersuite", Records.text("tlsDetails", "cipherSuite"), "Its ciphers.")
        .text(
            "ct.tlsdetails.clientprovidedhostheader",
            Records.text("tlsDetails", "clientProvidedHostHeader"),
            "Host that the client asked for.");
  }

  private static Function<JsonValue, @Nullable String> parameter(String key) {
    return Records.text("requestParameters", key);
  }

  /** The service without the domain that all of them share. */
  static @Nullable String service(JsonValue record) {
    String source = Records.plain(record.get("eventSource"));
    return source != null
            && source.length() > SERVICE_DOMAIN.length()
            && source.endsWith(SERVICE_DOMAIN)
        ? source.substring(0, source.length() - SERVICE_DOMAIN.length())
        : source;
  }

  private static @Nullable String account(JsonValue record) {
    JsonValue own = record.get("userIdentity", "accountId");
    return Records.plain(own == null ? record.get("recipientAccountId") : own);
  }

  private static @Nullable String resources(JsonValue record) {
    JsonValue resources = record.get("resources");
    List<JsonValue> all = resources == null ? List.of() : resources.elements();
    return all.isEmpty()
        ? null
        : all.stream().map(JsonValue::text).collect(Collectors.joining(","));
  }
}
