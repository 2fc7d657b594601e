package io.gyr.inspector.fd;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IpTextTest {
  @ParameterizedTest
  @CsvSource({
    "0:0:0:0:0:0:0:0, ::",
    "0:0:0:0:0:0:0:1, ::1",
    "fe80:0:0:0:0:0:0:0, fe80::",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
    "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
  })
  void writesTheShortForm(String address, String expected) throws UnknownHostException {
    assertThat(IpText.v6(InetAddress.getByName(address).getAddress())).isEqualTo(expected);
  }

  @Property(seed = "1")
  void readsBackAsTheSameAddress(@ForAll("addresses") byte[] address) throws UnknownHostException {
    String text = IpText.isMapped(address) ? IpText.mapped(address) : IpText.v6(address);
    byte[] back = InetAddress.getByName(text).getAddress();
    assertThat(back).isEqualTo(InetAddress.getByAddress(address).getAddress());
  }

  @Provide
  Arbitrary<byte[]> addresses() {
    // Mostly zeros, so that runs of them occur.
    return Arbitraries.of((byte) 0, (byte) 0, (byte) 0, (byte) 1, (byte) -1)
        .array(byte[].class)
        .ofSize(16);
  }
}
