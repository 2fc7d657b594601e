package io.gyr.promql.rulefile;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** YAML as nodes that know their place, within bounds of length, depth and aliases. */
final class YamlTree {
  private static final int DEEPEST = 16;
  private static final int MAX_ALIASES = 50;
  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setAllowDuplicateKeys(true)
          .setMaxAliasesForCollections(MAX_ALIASES)
          .setCodePointLimit(RuleFile.LONGEST)
          .build();

  private YamlTree() {}

  /**
   * The first document of a file, nothing if it is empty.
   *
   * @throws RuleFileException if it is no YAML, or too much of it
   */
  static Optional<Node> of(String yaml) throws RuleFileException {
    if (yaml.length() > RuleFile.LONGEST) {
      throw problem("larger than " + RuleFile.LONGEST + " characters");
    }
    try {
      refuseDeepNesting(yaml);
      return new Compose(SETTINGS).composeString(yaml);
    } catch (MarkedYamlEngineException e) {
      String line = e.getProblemMark().map(mark -> "line " + line(mark) + ": ").orElse("");
      throw problem("yaml: " + line + e.getProblem());
    } catch (YamlEngineException e) {
      throw problem("yaml: " + e.getMessage());
    }
  }

  /** Before nodes are made: the composer calls itself for each level, and would overflow. */
  private static void refuseDeepNesting(String yaml) throws RuleFileException {
    int depth = 0;
    for (Event event : new Parse(SETTINGS).parseString(yaml)) {
      if (event instanceof CollectionStartEvent) {
        depth++;
      } else if (event instanceof CollectionEndEvent) {
        depth--;
      }
      if (depth > DEEPEST) {
        String line = event.getStartMark().map(mark -> "line " + line(mark) + ": ").orElse("");
        throw problem("yaml: " + line + "nested deeper than " + DEEPEST + " levels");
      }
    }
  }

  private static RuleFileException problem(String text) {
    return new RuleFileException(List.of(text));
  }

  private static int line(Mark mark) {
    return mark.getLine() + 1;
  }

  /** The line of a node, from 1. */
  static int line(Node node) {
    return node.getStartMark().map(YamlTree::line).orElse(0);
  }

  /** The place of a node as {@code line:column}, both from 1. */
  static String place(Node node) {
    return node.getStartMark().map(mark -> line(mark) + ":" + (mark.getColumn() + 1)).orElse("0:0");
  }
}
