package io.gyr.rules.field.syscall;

import io.gyr.rules.field.ArgumentKind;
import io.gyr.rules.field.FieldList;
import io.gyr.rules.field.FieldType;

/**
 * Fields of Falco's that no event can answer, each with its reason. Rules that ask for them load
 * and see them absent, so that one such question does not cost a whole file.
 */
final class UnsuppliedFields {

  private static final String RESOLVER =
      "Always absent: rules are judged without asking name servers.";
  private static final String PLUGIN = "Always absent: only plugins of Falco's have it.";
  private static final String SAMPLES = "Always absent: threads are not sampled.";
  private static final String DOCKER = "Always absent: only old agents of Sysdig's sent it.";

  private UnsuppliedFields() {}

  static void addTo(FieldList list) {
    for (String side : new String[] {"c", "s", "l", "r"}) {
      text(list, "fd." + side + "ip.name", RESOLVER);
    }
    text(list, "evt.pluginname", PLUGIN);
    text(list, "evt.plugininfo", PLUGIN);
    for (String suffix : new String[] {"", ".user", ".system"}) {
      number(list, "thread.cpu" + suffix, SAMPLES);
    }
    number(
        list,
        "proc.fdusage",
        "Always absent: it is proc.fdopencount in hundredths of proc.fdlimit, which rules can ask.");
    number(list, "evt.count.procinfo", SAMPLES);
    number(list, "evt.count.threadinfo", SAMPLES);
    for (String name : new String[] {"name", "container.id", "container.name", "container.image"}) {
      text(list, "evt.infra.docker." + name, DOCKER);
    }
    String[] lists = {"nums", "names", "cips", "sips", "cports", "sports"};
    for (String name : lists) {
      text(list, "fdlist." + name, "Always absent: lists of polled descriptors are not kept.");
    }
    list.unsupplied(
        "evt.around",
        FieldType.NUMBER,
        ArgumentKind.KEY,
        "Always absent: it picks events by time, for which captures have their own filter.");
  }

  private static void text(FieldList list, String name, String why) {
    list.unsupplied(name, FieldType.TEXT, ArgumentKind.NONE, why);
  }

  private static void number(FieldList list, String name, String why) {
    list.unsupplied(name, FieldType.NUMBER, ArgumentKind.NONE, why);
  }
}
