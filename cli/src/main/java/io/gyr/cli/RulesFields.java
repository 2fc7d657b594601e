package io.gyr.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyr.rules.RuleLoader;
import io.gyr.rules.field.EventSource;
import io.gyr.rules.field.Field;
import io.gyr.rules.field.FieldList;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the fields that conditions and outputs of rules can name. */
@Command(
    name = "fields",
    mixinStandardHelpOptions = true,
    description = {
      "List the fields that rules can ask for: name, type, what they mean, whether they cost.",
      "",
      "A field that costs makes a new text for each event that it is read of; put the conditions",
      "that decide most events before it.",
      "",
      "Exit status 1 if no field has a name that was given."
    },
    footer = {
      "",
      "Examples:",
      "  gyr rules fields",
      "  gyr rules fields proc.aname fd.",
      "  gyr rules fields --source k8s_audit --json"
    })
final class RulesFields implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--source", paramLabel = "S", description = "Only of one kind of events")
  private @Nullable String source;

  @Option(names = "--json", description = "As one JSON array")
  private boolean json;

  @Parameters(
      arity = "0..*",
      paramLabel = "NAME",
      description = "Only fields of these names, or that begin with them where they end in a dot")
  private List<String> names = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    ArrayNode array = JSON.createArrayNode();
    int found = 0;
    for (EventSource each : sources()) {
      List<Field> fields = each.fields().fields().stream().filter(this::isWanted).toList();
      found += fields.size();
      if (json) {
        fields.forEach(field -> put(array.addObject(), each, field));
      } else if (!fields.isEmpty()) {
        print(out, each, fields);
      }
    }
    if (json) {
      out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(array));
    }
    if (found == 0) {
      throw Failure.finding("no field is called " + String.join(" or ", names));
    }
    return 0;
  }

  private List<EventSource> sources() {
    List<EventSource> all = RuleLoader.sources();
    if (source == null) {
      return all;
    }
    List<EventSource> chosen = all.stream().filter(each -> each.name().equals(source)).toList();
    if (chosen.isEmpty()) {
      String known = all.stream().map(EventSource::name).collect(Collectors.joining(", "));
      throw Failure.wrongUse("there is no source '" + source + "'; there are " + known);
    }
    return chosen;
  }

  private boolean isWanted(Field field) {
    return names.isEmpty()
        || names.stream()
            .anyMatch(
                name ->
                    name.endsWith(".")
                        ? field.name().startsWith(name)
                        : field.name().equals(withoutArgument(name)));
  }

  private static String withoutArgument(String name) {
    int bracket = name.indexOf('[');
    return bracket < 0 ? name : name.substring(0, bracket);
  }

  private static void print(PrintWriter out, EventSource source, List<Field> fields) {
    int width = fields.stream().mapToInt(field -> shown(field).length()).max().orElse(0);
    out.println("source " + source.name() + ", " + fields.size() + " fields");
    for (Field field : fields) {
      out.printf(
          Locale.ROOT,
          "  %-" + width + "s  %-8s %-5s %s%n",
          shown(field),
          type(field),
          costs(field) ? "costs" : "",
          field.meaning());
    }
  }

  private static void put(ObjectNode node, EventSource source, Field field) {
    node.put("source", source.name());
    node.put("name", field.name());
    node.put("type", type(field));
    node.put("argument", field.argument().name().toLowerCase(Locale.ROOT));
    node.put("meaning", field.meaning());
    node.put("costs", costs(field));
  }

  /** The name, with what may stand in brackets behind it. */
  private static String shown(Field field) {
    return switch (field.argument()) {
      case NONE -> field.name();
      case INDEX -> field.name() + "[number]";
      case OPTIONAL_INDEX -> field.name() + "[number]?";
      case KEY -> field.name() + "[key]";
      case OPTIONAL_KEY -> field.name() + "[key]?";
    };
  }

  private static String type(Field field) {
    return switch (field.type()) {
      case TEXT -> "text";
      case NUMBER, UNSIGNED, OCTAL, HEXADECIMAL, FRACTION -> "number";
      case BOOLEAN -> "boolean";
      case PORT -> "port";
      case ADDRESS -> "address";
      case BYTES -> "bytes";
      case TIME, TIME_TO_SECOND, DATE_TIME, DATE_AND_TIME, DATE_AND_TIME_TO_SECOND -> "time";
    };
  }

  private static boolean costs(Field field) {
    return field.cost() >= FieldList.COST_OF_NEW_TEXT;
  }
}
