import { lazy, Suspense, useCallback, useState } from "react";
import { SignIn } from "./auth/SignIn";
import { forgetToken, readToken, storeToken } from "./auth/token";
import { EventsPage } from "./shell/EventsPage";
import { usePage } from "./shell/usePage";

// Its editor and chart are larger than all the rest, and the feed needs none of them.
const ExplorePage = lazy(() => import("./explore/ExplorePage"));

/** The page, once there is a token. */
export function App() {
  const [token, setToken] = useState(readToken);
  const [refused, setRefused] = useState(false);
  const [page, go] = usePage();

  const onUnauthorized = useCallback(() => {
    forgetToken();
    setRefused(true);
    setToken(undefined);
  }, []);
  const onToken = (entered: string) => {
    storeToken(entered);
    setToken(entered);
  };
  if (token === undefined) {
    return <SignIn refused={refused} onToken={onToken} />;
  }
  const props = { token, onUnauthorized, go };
  return page === "/" ? (
    <EventsPage {...props} />
  ) : (
    <Suspense fallback={null}>
      <ExplorePage {...props} />
    </Suspense>
  );
}
