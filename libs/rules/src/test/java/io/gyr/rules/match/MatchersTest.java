package io.gyr.rules.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.PatternSyntaxException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Matchers against a plainer way to say the same. */
class MatchersTest {

  @Property(tries = 500, seed = "7")
  void aGlobIsAnExpression(@ForAll("globs") String glob, @ForAll("words") String text) {
    String expression = glob.replace("[!", "[^").replace("?", ".").replace("*", ".*");
    assertThat(new Glob(glob, false).matches(text)).isEqualTo(text.matches(expression));
  }

  @Property(tries = 500, seed = "7")
  void aTrieIsManyPrefixes(@ForAll("sets") Set<String> prefixes, @ForAll("words") String text) {
    assertThat(PrefixTrie.ofPrefixes(prefixes).matches(text))
        .isEqualTo(prefixes.stream().anyMatch(text::startsWith));
  }

  @Property(tries = 500, seed = "7")
  void aTrieOfPathsCoversWhatIsBelow(
      @ForAll("sets") Set<String> paths, @ForAll("words") String text) {
    boolean expected =
        paths.stream()
            .map(path -> path.endsWith("/") ? path.substring(0, path.length() - 1) : path)
            .anyMatch(path -> text.equals(path) || text.startsWith(path + "/"));
    assertThat(PrefixTrie.ofPaths(paths).matches(text)).isEqualTo(expected);
  }

  @Property(tries = 500, seed = "7")
  void pathsAreComparedNameByName(
      @ForAll("paths") Set<String> paths, @ForAll("paths") Set<String> texts) {
    PathPrefixes prefixes = new PathPrefixes(paths);
    for (String text : texts) {
      boolean expected = paths.stream().anyMatch(path -> covers(names(path), names(text)));
      assertThat(prefixes.matches(text)).as("%s %s", paths, text).isEqualTo(expected);
    }
  }

  private static boolean covers(List<String> path, List<String> text) {
    if (path.size() > text.size()) {
      return false;
    }
    for (int i = 0; i < path.size(); i++) {
      if (!text.get(i).matches(path.get(i).replace("*", ".*"))) {
        return false;
      }
    }
    return true;
  }

  private static List<String> names(String path) {
    return Stream.of(path.split("/")).filter(name -> !name.isEmpty()).toList();
  }

  @Example
  void globsAreThoseOfFnmatch() {
    for (String yes :
        new String[] {
          "[[:digit:]]* 7up",
          "[![:alpha:]_] 7",
          "[]a] ]",
          "[!]a] b",
          "[a-] -",
          "[\\]x] ]",
          "[a [a",
          "\\*\\[ *[",
          "[a-c]? bx",
          "[[:nope:] :",
          "[[.] ["
        }) {
      String[] words = yes.split(" ");
      assertThat(new Glob(words[0], false).matches(words[1])).as(yes).isTrue();
    }
    for (String no : new String[] {"[[:digit:]] x", "[]a] b", "[a-c] -", "\\* a", "[!a-c] b"}) {
      String[] words = no.split(" ");
      assertThat(new Glob(words[0], false).matches(words[1])).as(no).isFalse();
    }
    assertThat(new Glob("[[:upper:]]B", true).matches("ab")).isTrue();
  }

  @Example
  void expressionsAreThoseOfPosix() {
    assertThat(new Regex("[[:digit:]]+|a.c").matches("42")).isTrue();
    assertThat(new Regex("a.c").matches("xabc")).isFalse();
    assertThat(new Regex("a.c").matches("a\nc")).isFalse();
    assertThat(new Regex("a\n^b").matches("a\nb")).isTrue();
    assertThat(new Regex("[]a(?]+\\.").matches("]a(?.")).isTrue();
    for (String perl : new String[] {"\\d", "a\\b", "(?:a)", "(?i)a", "[\\w]", "\\pL"}) {
      assertThatThrownBy(() -> new Regex(perl)).isInstanceOf(PatternSyntaxException.class);
    }
  }

  @Property(tries = 500, seed = "7")
  void aSetIsASet(@ForAll("sets") Set<String> values, @ForAll("words") String text) {
    assertThat(new TextSet(values).matches(text)).isEqualTo(values.contains(text));
  }

  @Property(tries = 500, seed = "7")
  void addressesReadLikeTheJdks(@ForAll("ipv6") byte[] bytes) throws UnknownHostException {
    String text = InetAddress.getByAddress(bytes).getHostAddress();
    String shortened = text.replaceFirst("(^|:)0(:0)+(:|$)", "::");
    assertThat(Network.of(text)).isEqualTo(Network.of(shortened));
    assertThat(Network.of(text).matches(shortened)).isTrue();
    assertThat(Network.of(shortened + "/17").matches(text)).isTrue();
  }

  @Example
  void networksEndWhereTheirBitsDo() {
    assertThat(Network.of("10.1.2.0/23").matches("10.1.3.255")).isTrue();
    assertThat(Network.of("10.1.2.0/23").matches("10.1.4.0")).isFalse();
    assertThat(Network.of("0.0.0.0/0").matches("255.255.255.255")).isTrue();
    assertThat(Network.of("0.0.0.0/0").matches("::1")).isFalse();
    assertThat(Network.of("10.0.0.1").matches("::ffff:10.0.0.1")).isTrue();
    assertThat(Network.of("fe80::/10").matches("febf::1")).isTrue();
    assertThat(Network.of("fe80::/10").matches("fec0::1")).isFalse();
    for (String wrong :
        new String[] {"", "1.2.3", "1.2.3.256", ":", "1::2::3", "12345::", "::1/129"}) {
      assertThatThrownBy(() -> Network.of(wrong)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Example
  void aGlobTakesNoLongerForManyStars() {
    Glob glob = new Glob("*a".repeat(200) + "b", false);
    assertThat(glob.matches("a".repeat(5000))).isFalse();
  }

  @Example
  void expressionsThatWouldGrowAreRefused() {
    assertThat(new Regex("[a-z]{2,40}(/[^]]{3})*\\{").matches("ab{")).isTrue();
    assertThatThrownBy(() -> new Regex("((a{100}){100}){100}"))
        .isInstanceOf(PatternSyntaxException.class);
    assertThatThrownBy(() -> new Regex("(".repeat(5000) + ")".repeat(5000)))
        .isInstanceOf(PatternSyntaxException.class);
  }

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.strings().withChars("ab/").ofMaxLength(8);
  }

  @Provide
  Arbitrary<Set<String>> paths() {
    return Arbitraries.strings().withChars("ab*/").ofMaxLength(8).set().ofMaxSize(4);
  }

  @Provide
  Arbitrary<Set<String>> sets() {
    return words().set().ofMaxSize(6);
  }

  @Provide
  Arbitrary<String> globs() {
    return Arbitraries.of("a", "b", "/", "*", "?", "[ab]", "[!a]", "[a-b]")
        .list()
        .ofMaxSize(7)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<byte[]> ipv6() {
    Arbitrary<Byte> bytes = Arbitraries.oneOf(Arbitraries.just((byte) 0), Arbitraries.bytes());
    // A first byte that is not zero keeps clear of IPv4 addresses in the dress of IPv6.
    return bytes
        .array(byte[].class)
        .ofSize(16)
        .map(
            address -> {
              address[0] = 32;
              return address;
            });
  }
}
