package io.gyr.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyr.rules.LoadProblem;
import io.gyr.rules.LoadProblem.Context;
import io.gyr.rules.LoadResult;
import java.util.List;

/**
 * What came of loading rule files in the shape that {@code falco -V FILE -o json_output=true}
 * prints (falcosecurity/falco, userspace/engine/rule_loader.cpp), for tools that read it. Positions
 * count from 0 there. Beside that stands what people want to know: file, line and column from 1,
 * and a suggestion.
 */
final class FalcoLoadResults {

  private FalcoLoadResults() {}

  static ObjectNode of(LoadResult result) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    ArrayNode files = tree.putArray("falco_load_results");
    for (String name : result.files().stream().distinct().toList()) {
      List<LoadProblem> problems = result.problemsOf(name);
      ObjectNode file = files.addObject();
      file.put("name", name);
      file.put("successful", problems.stream().noneMatch(LoadProblem::isError));
      ArrayNode errors = file.putArray("errors");
      ArrayNode warnings = file.putArray("warnings");
      problems.forEach(problem -> add(problem.isError() ? errors : warnings, problem));
    }
    tree.put("rules", result.rules().rules().size());
    return tree;
  }

  private static void add(ArrayNode problems, LoadProblem problem) {
    ObjectNode one = problems.addObject();
    one.put("code", problem.code().name());
    one.put("codedesc", problem.code().text());
    one.put("message", problem.message());
    ObjectNode context = one.putObject("context");
    ArrayNode locations = context.putArray("locations");
    problem.context().forEach(location -> add(locations, location));
    context.put("snippet", problem.excerpt());
    one.put("file", problem.location().file());
    one.put("line", problem.location().line());
    one.put("column", problem.location().column());
    one.put("suggestion", problem.suggestion());
  }

  private static void add(ArrayNode locations, Context context) {
    ObjectNode location = locations.addObject();
    location.put("item_type", context.itemType());
    location.put("item_name", context.itemName());
    ObjectNode position = location.putObject("position");
    position.put("name", context.location().file());
    position.put("line", context.location().line() - 1);
    position.put("column", context.location().column() - 1);
    position.put("offset", context.offset());
  }
}
