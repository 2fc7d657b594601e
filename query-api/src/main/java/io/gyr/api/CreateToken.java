package io.gyr.api;

import io.gyr.api.auth.Token;
import io.gyr.api.auth.TokenFile;
import io.gyr.api.auth.TokenStore;
import io.gyr.api.config.Database;
import io.gyr.component.Settings;
import io.gyr.component.SettingsException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes a token: {@code CreateToken --config FILE --name NAME --out FILE}. The token goes to the
 * file and nowhere else. A token of the same name loses its validity. Exits 0 when done, 2 for
 * wrong use, 3 if the database or the file cannot be used.
 */
public final class CreateToken {
  private static final int WRONG_USE = 2;
  private static final int NOT_THERE = 3;

  private CreateToken() {}

  /** Runs the command. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    List<String> rest = new ArrayList<>(Arrays.asList(arguments));
    try {
      String name = option(rest, "--name");
      Path out = Path.of(option(rest, "--out"));
      QueryApiSettings settings =
          Settings.fromArguments(QueryApiSettings.class, rest.toArray(String[]::new));
      try (Database database =
          new Database(
              settings.postgresUrl(), settings.postgresUser(), settings.postgresPassword())) {
        String token = Token.create();
        TokenFile.write(out, token);
        new TokenStore(database.jdbi()).put(name, token);
      }
      System.out.println("Token " + name + " is in " + out);
      return 0;
    } catch (SettingsException e) {
      System.err.println(e.getMessage());
      return WRONG_USE;
    } catch (IOException | RuntimeException e) {
      System.err.println("No token was made: " + e);
      return NOT_THERE;
    }
  }

  /** Takes {@code name} and its value out of {@code arguments}. */
  private static String option(List<String> arguments, String name) {
    int at = arguments.indexOf(name);
    if (at < 0 || at + 1 >= arguments.size()) {
      throw new SettingsException(
          List.of(name + ": is required (CreateToken --config FILE --name NAME --out FILE)"));
    }
    String value = arguments.get(at + 1);
    arguments.subList(at, at + 2).clear();
    return value;
  }
}
