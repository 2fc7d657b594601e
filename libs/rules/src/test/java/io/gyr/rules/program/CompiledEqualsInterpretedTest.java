package io.gyr.rules.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.gyr.rules.Event;
import io.gyr.rules.LoadResult;
import io.gyr.rules.RuleFile;
import io.gyr.rules.TestEvent;
import io.gyr.rules.condition.ConditionException;
import io.gyr.rules.condition.ConditionParser;
import io.gyr.rules.event.SyscallFacts;
import io.gyr.rules.field.EventSource;
import io.gyr.rules.field.Field;
import io.gyr.rules.field.FieldList;
import io.gyr.rules.field.FieldTable;
import io.gyr.rules.field.FieldType;
import io.gyr.rules.field.NumberListGetter;
import io.gyr.rules.field.TextListGetter;
import io.gyr.rules.field.syscall.SyscallSource;
import io.gyr.rules.load.FileLoader;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;

/** Whatever rules say, compiled together they mean what each says when read word by word. */
class CompiledEqualsInterpretedTest {

  private static final String[] WORDS = {
    "cat",
    "sh",
    "bash",
    "a",
    "b",
    "ab",
    "/a",
    "/a/b",
    "/ab",
    "/etc/shadow",
    "/etc",
    "Cat",
    "YWI=",
    "ä",
    "//a//b/",
    "5"
  };

  private static final String[] ADDRESSES = {
    "10.0.0.5", "10.0.7.1", "192.168.1.1", "2001:db8::5", "::1"
  };

  /** The fields of system calls, and two that hold lists as those of JSON events do. */
  private static final EventSource SOURCE = source();

  @Property(tries = 600, seed = "20260301")
  void compiledEqualsInterpreted(
      @ForAll("conditions") @Size(min = 1, max = 6) List<String> conditions,
      @ForAll("events") @Size(min = 1, max = 5) List<TestEvent> events)
      throws ConditionException {
    LoadResult loaded = new FileLoader(List.of(SOURCE)).load(List.of(file(conditions)));
    assertThat(loaded.errors()).as(loaded.format()).isEmpty();
    var evaluator = loaded.rules().newEvaluator();
    Interpreter interpreter = new Interpreter(SOURCE.fields());
    for (TestEvent event : events) {
      List<String> expected = new ArrayList<>();
      for (int i = 0; i < conditions.size(); i++) {
        if (interpreter.holds(ConditionParser.parse(conditions.get(i)), event)) {
          expected.add("rule " + i);
        }
      }
      List<String> fired = new ArrayList<>();
      evaluator.evaluate(event, match -> fired.add(match.rule().name()));
      assertThat(fired).as("%s%n%s", conditions, event).isEqualTo(expected);
    }
  }

  private static EventSource source() {
    List<Field> fields = new ArrayList<>(SyscallSource.SOURCE.fields().fields());
    FieldList lists = new FieldList();
    lists.list("test.texts", FieldType.TEXT, new Texts(), "A list of texts.");
    lists.list("test.numbers", FieldType.NUMBER, new Numbers(), "A list of numbers.");
    fields.addAll(lists.fields());
    EventSource syscall = SyscallSource.SOURCE;
    return new EventSource("syscall", new FieldTable(fields), syscall.typeField(), syscall.time());
  }

  private static final class Texts implements TextListGetter {
    @Override
    public int count(Event event) {
      return event.count(SyscallFacts.ANCESTOR_NAME);
    }

    @Override
    public String get(Event event, int index) {
      return event.textAt(SyscallFacts.ANCESTOR_NAME, index);
    }

    @Override
    public boolean isWhole() {
      return true;
    }
  }

  private static final class Numbers implements NumberListGetter {
    @Override
    public int count(Event event) {
      return event.count(SyscallFacts.ANCESTOR_PID);
    }

    @Override
    public long get(Event event, int index) {
      return event.numberAt(SyscallFacts.ANCESTOR_PID, index);
    }

    @Override
    public boolean isWhole() {
      return true;
    }
  }

  private static RuleFile file(List<String> conditions) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < conditions.size(); i++) {
      text.append("- rule: rule ").append(i).append("\n  desc: random\n  output: random\n");
      text.append("  priority: INFO\n  condition: >\n    ").append(conditions.get(i)).append('\n');
    }
    return new RuleFile("random.yaml", text.toString());
  }

  @Provide
  Arbitrary<List<String>> conditions() {
    return condition(4).list();
  }

  private static Arbitrary<String> condition(int depth) {
    if (depth == 0) {
      return leaf();
    }
    Arbitrary<String> inner = Arbitraries.lazy(() -> condition(depth - 1));
    return Arbitraries.frequencyOf(
        Tuple.of(3, leaf()),
        Tuple.of(2, joined(inner, " and ")),
        Tuple.of(3, joined(inner, " or ")),
        Tuple.of(2, inner.map(text -> "not (" + text + ")")));
  }

  private static Arbitrary<String> joined(Arbitrary<String> inner, String word) {
    return inner
        .list()
        .ofMinSize(2)
        .ofMaxSize(4)
        .map(parts -> "(" + String.join(word, parts) + ")");
  }

  private static Arbitrary<String> leaf() {
    return Arbitraries.oneOf(
        textLeaf(),
        textListLeaf(),
        numberLeaf(),
        addressLeaf(),
        listLeaf(),
        pairLeaf(),
        typeLeaf());
  }

  private static Arbitrary<String> texts() {
    Arbitrary<String> plain =
        Arbitraries.of(
            "proc.name",
            "fd.name",
            "proc.pname",
            "proc.aname[2]",
            "fd.directory",
            "evt.arg.flags",
            "proc.cmdline");
    Arbitrary<String> transformer = Arbitraries.of("tolower", "toupper", "basename", "b64");
    return Arbitraries.frequencyOf(
        Tuple.of(3, plain),
        Tuple.of(1, Combinators.combine(transformer, plain).as((name, field) -> call(name, field))),
        Tuple.of(
            1,
            Combinators.combine(transformer, transformer, plain)
                .as((outer, name, field) -> call(outer, call(name, field)))));
  }

  private static String call(String transformer, String field) {
    return transformer + "(" + field + ")";
  }

  private static Arbitrary<String> word() {
    return Arbitraries.of(WORDS).map(word -> "\"" + word + "\"");
  }

  private static Arbitrary<String> textLeaf() {
    Arbitrary<String> fields = Arbitraries.oneOf(texts(), Arbitraries.of("proc.aname"));
    Arbitrary<String> operators =
        Arbitraries.of("=", "==", "!=", "contains", "icontains", "startswith", "endswith");
    Arbitrary<String> globs = Arbitraries.of("*a*", "/a*", "?at", "*", "C?t");
    return Arbitraries.oneOf(
        joined(fields, operators, word()),
        joined(fields, Arbitraries.of("bcontains", "bstartswith"), Arbitraries.of("61", "2f61")),
        joined(fields, Arbitraries.of("glob", "iglob"), globs),
        joined(fields, Arbitraries.of("regex"), Arbitraries.of("'[ab]+'", "'/.*'", "'c?a(t|b)*'")),
        joined(fields, Arbitraries.of("< 5", "<= 5", "> 5", ">= 5"), Arbitraries.just("")),
        fields.map(field -> field + " exists"));
  }

  private static Arbitrary<String> textListLeaf() {
    Arbitrary<String> fields = Arbitraries.oneOf(texts(), Arbitraries.of("proc.aname"));
    Arbitrary<String> operators =
        Combinators.combine(
                Arbitraries.of(
                    "=", "!=", "contains", "icontains", "startswith", "endswith", "glob"),
                Arbitraries.of("oneof", "anyof", "allof"))
            .as((operator, modifier) -> operator + " " + modifier);
    return joined(
        fields,
        Arbitraries.oneOf(operators, Arbitraries.of("in", "intersects", "pmatch")),
        list(word()));
  }

  private static Arbitrary<String> list(Arbitrary<String> elements) {
    return elements
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(values -> "(" + String.join(", ", values) + ")");
  }

  private static Arbitrary<String> numberLeaf() {
    Arbitrary<String> fields =
        Arbitraries.of(
            "fd.num",
            "user.uid",
            "fd.sport",
            "fd.port",
            "evt.rawres",
            "len(proc.name)",
            "len(test.texts)",
            "len(tolower(fd.name))");
    Arbitrary<String> number = Arbitraries.of("-1", "0", "1", "3", "80", "443", "0x50");
    Arbitrary<String> listOperators =
        Arbitraries.of("in", "intersects", "= oneof", "= anyof", "!= allof", "!= anyof");
    return Arbitraries.oneOf(
        joined(fields, Arbitraries.of("=", "!=", "<", "<=", ">", ">="), number),
        joined(fields, listOperators, list(number)),
        fields.map(field -> field + " exists"));
  }

  private static Arbitrary<String> addressLeaf() {
    Arbitrary<String> fields = Arbitraries.of("fd.sip", "fd.cip", "fd.ip");
    Arbitrary<String> networks =
        Arbitraries.of(
            "10.0.0.0/8", "10.0.0.0/21", "192.168.1.1", "2001:db8::/32", "::/0", "0.0.0.0/0");
    return Arbitraries.oneOf(
        joined(fields, Arbitraries.of("=", "!="), networks),
        joined(fields, Arbitraries.of("in", "= anyof", "!= allof"), list(networks)));
  }

  private static Arbitrary<String> listLeaf() {
    Arbitrary<String> operators = Arbitraries.of("in", "intersects");
    Arbitrary<String> texts = Arbitraries.of("test.texts", "tolower(test.texts)");
    return Arbitraries.oneOf(
        joined(texts, operators, list(word())),
        joined(texts, operators, texts.map(field -> other(field))),
        joined(
            Arbitraries.of("test.numbers"),
            operators,
            list(Arbitraries.of("999", "998", "997", "1"))),
        Arbitraries.of("test.texts exists", "test.numbers exists"));
  }

  private static Arbitrary<String> pairLeaf() {
    Arbitrary<String> numbers = Arbitraries.of("fd.num", "user.uid", "evt.rawres", "len(fd.name)");
    Arbitrary<String> textOperators =
        Arbitraries.of(
            "=",
            "!=",
            "<",
            ">=",
            "contains",
            "icontains",
            "bcontains",
            "startswith",
            "endswith",
            "bstartswith",
            "in",
            "intersects");
    return Arbitraries.oneOf(
        joined(texts(), textOperators, texts().map(field -> other(field))),
        joined(
            numbers,
            Arbitraries.of("=", "!=", "<", "<=", ">", ">=", "in"),
            numbers.map(field -> other(field))));
  }

  private static String other(String field) {
    return field.endsWith(")") ? field : "val(" + field + ")";
  }

  private static Arbitrary<String> typeLeaf() {
    return Arbitraries.of(
        "evt.type = open",
        "evt.type in (open, execve)",
        "evt.type != connect",
        "evt.type = anyof (close, connect)",
        "evt.type != allof (close, connect)",
        "evt.type startswith exec",
        "evt.type exists");
  }

  private static Arbitrary<String> joined(
      Arbitrary<String> fields, Arbitrary<String> operators, Arbitrary<String> values) {
    return Combinators.combine(fields, operators, values)
        .as((field, operator, value) -> field + " " + operator + " " + value);
  }

  @Provide
  Arbitrary<List<TestEvent>> events() {
    Arbitrary<String> word = Arbitraries.of(WORDS);
    Arbitrary<TestEvent> event =
        Combinators.combine(
                Arbitraries.of("open", "execve", "connect", "close", "no such call"),
                word.injectNull(0.2),
                word.injectNull(0.2),
                word.list().ofMaxSize(3),
                Arbitraries.of(-1L, 0L, 3L),
                Arbitraries.of(0L, 80L, 443L),
                word.injectNull(0.5),
                Arbitraries.of(ADDRESSES).injectNull(0.4))
            .as(CompiledEqualsInterpretedTest::event);
    return event.list();
  }

  private static TestEvent event(
      String type,
      String name,
      String file,
      List<String> forebears,
      Long number,
      Long port,
      String flags,
      String address) {
    TestEvent event = TestEvent.bare(type).set(SyscallFacts.EVENT_RESULT, number);
    if (name != null) {
      event.set(SyscallFacts.PROCESS_NAME, name).set(SyscallFacts.USER_ID, port);
    }
    if (file != null) {
      event.fd(number, "file", file).set(SyscallFacts.FD_SERVER_PORT, port);
    }
    if (address != null) {
      event.set(SyscallFacts.FD_SERVER_IP, address).set(SyscallFacts.FD_CLIENT_IP, "10.0.0.5");
    }
    forebears.forEach(event::childOf);
    if (flags != null) {
      event.argument("flags", flags);
    }
    return event;
  }
}
