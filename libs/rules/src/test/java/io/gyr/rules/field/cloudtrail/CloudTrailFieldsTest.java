package io.gyr.rules.field.cloudtrail;

import static io.gyr.rules.JsonEventOf.hasFields;
import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.rules.JsonEventOf;
import io.gyr.rules.json.JsonEvent;
import org.junit.jupiter.api.Test;

class CloudTrailFieldsTest {

  private static final JsonEvent GET =
      JsonEventOf.text(
          """
          {"eventID":"e1","eventTime":"2026-11-21T21:23:25Z","eventSource":"s3.amazonaws.com",
           "eventName":"GetObject","awsRegion":"eu-west-1","sourceIPAddress":"198.51.100.7",
           "userAgent":"aws-cli/2","eventType":"AwsApiCall","readOnly":true,"managementEvent":false,
           "recipientAccountId":"111122223333","requestID":"r1","eventCategory":"Data",
           "userIdentity":{"type":"IAMUser","userName":"alice","principalId":"AIDA",
             "arn":"arn:aws:iam::111122223333:user/alice"},
           "requestParameters":{"bucketName":"pay","key":"2026/may.csv","Host":"h"},
           "additionalEventData":{"bytesTransferredIn":0,"bytesTransferredOut":33.0},
           "resources":[{"ARN":"a"},{"ARN":"b"}],"sessionCredentialFromConsole":"true",
           "tlsDetails":{"tlsVersion":"TLSv1.3","cipherSuite":"c","clientProvidedHostHeader":"s3"}}
          """);

  @Test
  void theRecord() {
    hasFields(
        GET,
        "aws_cloudtrail",
        "ct.id",
        "e1",
        "ct.error",
        "<NA>",
        "ct.time",
        "2026-11-21T21:23:25Z",
        "ct.src",
        "s3.amazonaws.com",
        "ct.shortsrc",
        "s3",
        "ct.name",
        "GetObject",
        "ct.region",
        "eu-west-1",
        "ct.srcip",
        "198.51.100.7",
        "ct.user",
        "alice",
        "ct.user.accountid",
        "111122223333",
        "ct.user.identitytype",
        "IAMUser",
        "ct.user.arn",
        "arn:aws:iam::111122223333:user/alice",
        "ct.readonly",
        "true",
        "ct.managementevent",
        "false",
        "ct.sessioncredentialfromconsole",
        "false",
        "ct.resources",
        "{\"ARN\":\"a\"},{\"ARN\":\"b\"}",
        "ct.request",
        "{\"bucketName\":\"pay\",\"key\":\"2026/may.csv\",\"Host\":\"h\"}",
        "ct.request.host",
        "h",
        "ct.response",
        "<NA>",
        "ct.tlsdetails.tlsversion",
        "TLSv1.3",
        "ct.additionaleventdata",
        "{\"bytesTransferredIn\":0,\"bytesTransferredOut\":33.0}",
        "ct.info",
        "alice via 198.51.100.7 \u2190 GetObject Size=33 URI=s3://pay/2026/may.csv",
        "evt.plugininfo",
        "eu-west-1 alice s3 GetObject alice via 198.51.100.7 \u2190 GetObject Size=33"
            + " URI=s3://pay/2026/may.csv");
  }

  @Test
  void storage() {
    hasFields(
        GET,
        "aws_cloudtrail",
        "s3.uri",
        "s3://pay/2026/may.csv",
        "s3.bucket",
        "pay",
        "s3.key",
        "2026/may.csv",
        "s3.bytes",
        "33",
        "s3.bytes.in",
        "0",
        "s3.bytes.out",
        "33",
        "s3.cnt.get",
        "1",
        "s3.cnt.put",
        "<NA>",
        "s3.cnt.other",
        "<NA>");
  }

  @Test
  void otherServices() {
    hasFields(
        JsonEventOf.text(
            """
            {"eventName":"RunInstances","requestParameters":{"roleName":"r","policyName":"p",
              "repositoryName":"repo","imageTag":"v1","userName":null,
              "tagSpecificationSet":{"items":[{"resourceType":"volume","tags":[{"key":"Name",
              "value":"no"}]},{"resourceType":"instance","tags":[{"key":"x","value":"y"},
              {"key":"Name","value":"web"}]}]}},
             "responseElements":{"subnetId":"sn","instancesSet":{"items":[{"imageId":"ami-1"}]}}}
            """),
        "aws_cloudtrail",
        "ec2.name",
        "web",
        "ec2.imageid",
        "ami-1",
        "ecr.repository",
        "repo",
        "ecr.imagetag",
        "v1",
        "iam.role",
        "r",
        "iam.policy",
        "p",
        "ct.response.subnetid",
        "sn",
        "ct.request.username",
        "",
        "ct.request.groupname",
        "<NA>",
        "s3.bytes",
        "<NA>",
        "s3.cnt.other",
        "1");
  }

  @Test
  void whoCalledDependsOnTheKindOfCaller() {
    assertUser("{\"type\":\"Root\",\"userName\":\"boss\"}", "boss");
    assertUser("{\"type\":\"Root\"}", "<NA>");
    assertUser(
        "{\"type\":\"AWSService\",\"invokedBy\":\"ec2.amazonaws.com\"}", "ec2.amazonaws.com");
    assertUser(
        "{\"type\":\"AssumedRole\",\"sessionContext\":{\"sessionIssuer\":{\"userName\":\"ci\"}}}",
        "ci");
    assertUser("{\"type\":\"AssumedRole\"}", "AssumedRole");
    assertUser("{\"type\":\"AWSAccount\"}", "AWSAccount");
    assertUser("{\"type\":\"FederatedUser\"}", "FederatedUser");
    assertUser("{\"type\":\"WebIdentityUser\",\"userName\":\"x\"}", "<NA>");
    assertUser("{\"userName\":\"x\"}", "<NA>");
    assertUser("7", "<NA>");
  }

  @Test
  void infoTellsWhatFailedAndWhatChanged() {
    hasFields(
        JsonEventOf.text(
            """
            {"eventName":"PutBucketPublicAccessBlock","errorCode":"AccessDenied","readOnly":false,
             "sourceIPAddress":"ci.amazonaws.com",
             "userIdentity":{"type":"AWSService","invokedBy":"ci.amazonaws.com"},
             "requestParameters":{"PublicAccessBlockConfiguration":{"BlockPublicAcls":true}}}
            """),
        "aws_cloudtrail",
        "ct.info",
        "ci.amazonaws.com !\u2192 PutBucketPublicAccessBlock BlockPublicAcls=true"
            + " BlockPublicPolicy=false IgnorePublicAcls=false RestrictPublicBuckets=false ");
    hasFields(
        JsonEventOf.text("{}"),
        "aws_cloudtrail",
        "ct.info",
        "<invalid cloudtrail event: userIdentity field missing>",
        "evt.plugininfo",
        "<NA>");
  }

  @Test
  void theFieldsOfFalcosPluginAreAllThere() {
    assertThat(CloudTrailSource.SOURCE.fields().fields().fields())
        .filteredOn(field -> field.name().matches("(ct|s3|ec2|ecr|iam)\\..*"))
        .hasSize(53 + 9 + 2 + 2 + 2);
  }

  private static void assertUser(String identity, String name) {
    hasFields(
        JsonEventOf.text("{\"userIdentity\":" + identity + "}"), "aws_cloudtrail", "ct.user", name);
  }
}
