package io.gyr.api.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Serves the console page out of the jar. The names of its assets hold a hash of their content, so
 * a browser keeps them for ever and asks for the page itself each time.
 */
public final class PageRoutes implements Routes {
  private static final Pattern ASSET = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
  private static final Map<String, String> TYPES =
      Map.of(
          "js", "text/javascript",
          "css", "text/css",
          "svg", "image/svg+xml",
          "html", "text/html; charset=utf-8");

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/", context -> serve(context, "index.html", "no-cache"));
    routes.get("/explore", context -> serve(context, "index.html", "no-cache"));
    routes.get("/favicon.svg", context -> serve(context, "favicon.svg", "max-age=86400"));
    routes.get("/assets/{file}", PageRoutes::asset);
  }

  private static void asset(Context context) throws IOException {
    String file = context.pathParam("file");
    if (!ASSET.matcher(file).matches()) {
      throw missing(context);
    }
    serve(context, "assets/" + file, "public, max-age=31536000, immutable");
  }

  private static void serve(Context context, String path, String caching) throws IOException {
    String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
    byte[] content = type == null ? null : read("/ui/" + path);
    if (type == null || content == null) {
      throw missing(context);
    }
    context.contentType(type).header("Cache-Control", caching).result(content);
  }

  private static byte @Nullable [] read(String resource) throws IOException {
    try (InputStream in = PageRoutes.class.getResourceAsStream(resource)) {
      return in == null ? null : in.readAllBytes();
    }
  }

  private static ApiError missing(Context context) {
    return ApiError.notFound(
        "There is no page " + context.path(), "The console is at /, the API under /api/");
  }
}
