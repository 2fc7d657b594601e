package io.gyr.rules.load;

import io.gyr.rules.yaml.PlacedText;
import io.gyr.rules.yaml.YamlValue;
import io.gyr.rules.yaml.YamlValue.Mapping;
import io.gyr.rules.yaml.YamlValue.Sequence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a file needs of the engine and of plugins. Gyr has no plugins: what they supply to Falco is
 * built in, and it answers for the versions whose fields it has.
 */
final class Requirements {

  static final String ENGINE = "required_engine_version";
  static final String PLUGINS = "required_plugin_versions";

  /** The rule language of Falco 0.44. */
  private static final Version ENGINE_VERSION = new Version(0, 62, 0);

  private static final Map<String, Version> PLUGIN_VERSIONS =
      new TreeMap<>(
          Map.of(
              "container", new Version(0, 7, 0),
              "json", new Version(0, 7, 4),
              "cloudtrail", new Version(0, 14, 0),
              "k8saudit", new Version(0, 18, 0),
              "k8saudit-aks", new Version(0, 6, 0),
              "k8saudit-eks", new Version(0, 12, 0),
              "k8saudit-gke", new Version(0, 9, 0),
              "k8saudit-ovh", new Version(0, 6, 0)));

  private Requirements() {}

  /** A plugin, and the version that is needed. */
  private record Requirement(String name, PlacedText written, Version version) {}

  /** Refuses an item that needs another engine. */
  static void checkEngine(Item item) throws ItemException {
    PlacedText text = item.text(ENGINE);
    Version version =
        text.text().matches("[0-9]{1,9}")
            ? new Version(ENGINE_VERSION.major(), Integer.parseInt(text.text()), 0)
            : Version.of(text.text());
    if (version == null) {
      throw ItemException.invalid(
          text.place(0),
          "Unable to parse engine version '"
              + text.text()
              + "' as a semver string. Expected \"x.y.z\" semver format.");
    }
    if (!ENGINE_VERSION.isCompatibleWith(version)) {
      throw ItemException.senseless(
          text.place(0),
          "Rules require engine version " + version + ", but engine version is " + ENGINE_VERSION);
    }
  }

  /** Refuses an item that needs plugins whose work Gyr does not do. */
  static void checkPlugins(Item item) throws ItemException {
    for (Mapping plugin : mappings(item.mapping(), PLUGINS)) {
      List<Requirement> alternatives = new ArrayList<>();
      alternatives.add(requirement(plugin));
      if (plugin.get("alternatives") != null) {
        for (Mapping other : mappings(plugin, "alternatives")) {
          alternatives.add(requirement(other));
        }
      }
      check(alternatives);
    }
  }

  private static List<Mapping> mappings(Mapping in, String key) throws ItemException {
    if (!(in.get(key) instanceof Sequence sequence)) {
      throw ItemException.invalid(in.place(), "Value of " + key + " must be a sequence");
    }
    List<Mapping> mappings = new ArrayList<>();
    for (YamlValue element : sequence.values()) {
      if (!(element instanceof Mapping mapping)) {
        throw ItemException.invalid(
            element.place(), "Each element of " + key + " must be a mapping");
      }
      mappings.add(mapping);
    }
    return mappings;
  }

  private static Requirement requirement(Mapping mapping) throws ItemException {
    Item item = new Item("plugin", "", mapping);
    String name = item.text("name").text();
    PlacedText text = item.text("version");
    Version version = Version.of(text.text());
    if (version == null) {
      throw ItemException.senseless(
          text.place(0),
          "Invalid required version '" + text.text() + "' for plugin '" + name + "'");
    }
    return new Requirement(name, text, version);
  }

  /** The first alternative that there is decides. */
  private static void check(List<Requirement> alternatives) throws ItemException {
    Set<String> names = new HashSet<>();
    for (Requirement needed : alternatives) {
      if (!names.add(needed.name())) {
        throw ItemException.senseless(
            needed.written().place(0),
            "Defined multiple alternative version requirements for plugin '" + needed.name() + "'");
      }
    }
    for (Requirement needed : alternatives) {
      Version there = PLUGIN_VERSIONS.get(needed.name());
      if (there != null && there.isCompatibleWith(needed.version())) {
        return;
      }
      if (there != null) {
        throw ItemException.senseless(
            needed.written().place(0),
            "Plugin '"
                + needed.name()
                + "' version '"
                + there
                + "' is not compatible with required plugin version '"
                + needed.version()
                + "'");
      }
    }
    List<String> wanted =
        alternatives.stream().map(one -> one.name() + " (>= " + one.version() + ")").toList();
    throw ItemException.senseless(
        alternatives.get(0).written().place(0),
        "Plugin requirement not satisfied, must load one of: " + String.join(", ", wanted));
  }
}
