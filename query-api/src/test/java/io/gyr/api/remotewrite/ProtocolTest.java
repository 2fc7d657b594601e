package io.gyr.api.remotewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gyr.api.http.ApiError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolTest {
  @Test
  void theContentTypeNamesTheVersion() {
    assertThat(Protocol.of(null)).isEqualTo(Protocol.V1);
    assertThat(Protocol.of("application/x-protobuf")).isEqualTo(Protocol.V1);
    assertThat(Protocol.of("application/x-protobuf;proto=prometheus.WriteRequest"))
        .isEqualTo(Protocol.V1);
    assertThat(Protocol.of("application/x-protobuf; proto=io.prometheus.write.v2.Request"))
        .isEqualTo(Protocol.V2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/json",
        "application/x-protobuf;proto=io.prometheus.write.v3.Request",
        "application/x-protobuf;proto"
      })
  void anotherOneLetsTheSenderTryAnother(String contentType) {
    assertThatThrownBy(() -> Protocol.of(contentType))
        .isInstanceOf(ApiError.class)
        .extracting(e -> ((ApiError) e).status())
        .isEqualTo(415);
  }
}
