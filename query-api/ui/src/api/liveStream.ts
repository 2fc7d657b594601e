import { ApiFailure, type ApiClient, type Parameters } from "./client";
import { MessageParser } from "./sse";
import type { FeedEvent } from "./types";

export type LiveState = "connecting" | "live" | "lost";

export interface LiveListener {
  onEvents(events: FeedEvent[]): void;
  onState(state: LiveState): void;
  /** More was missed than the stream sends again: load the list anew. */
  onGap(): void;
  onUnauthorized(): void;
}

const RETRY_MS = [1_000, 2_000, 5_000, 10_000];
/** The server sends something every 10 s; after this long without, the connection is dead. */
const SILENCE_MS = 25_000;

/**
 * Follows the live stream until the signal aborts: reconnects where it left off, and hands over all
 * events of one network piece together. It is fetch and not EventSource, because the token belongs
 * into a header and not into a URL.
 */
export async function followStream(
  client: ApiClient,
  parameters: Parameters,
  since: string | undefined,
  listener: LiveListener,
  signal: AbortSignal,
): Promise<void> {
  let last = since;
  for (let attempt = 0; !signal.aborted; ) {
    listener.onState(attempt === 0 ? "connecting" : "lost");
    try {
      await readOnce(client, parameters, last, listener, signal, (id) => {
        last = id ?? last;
        attempt = 0;
      });
    } catch (error) {
      if (error instanceof ApiFailure && error.status === 401) {
        listener.onUnauthorized();
        return;
      }
    }
    if (!signal.aborted) {
      listener.onState("lost");
      await pause(RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)] ?? 0, signal);
      attempt++;
    }
  }
}

async function readOnce(
  client: ApiClient,
  parameters: Parameters,
  last: string | undefined,
  listener: LiveListener,
  signal: AbortSignal,
  onMessage: (id: string | undefined) => void,
): Promise<void> {
  const connection = new AbortController();
  const abort = () => connection.abort();
  signal.addEventListener("abort", abort);
  let timer = setTimeout(abort, SILENCE_MS);
  try {
    const response = await client.stream(parameters, last, connection.signal);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    const parser = new MessageParser();
    for (;;) {
      const piece = await reader?.read();
      if (piece === undefined || piece.done) {
        return;
      }
      clearTimeout(timer);
      timer = setTimeout(abort, SILENCE_MS);
      const events: FeedEvent[] = [];
      for (const message of parser.push(piece.value)) {
        onMessage(message.id);
        if (message.type === "ready") {
          listener.onState("live");
        } else if (message.type === "gap") {
          listener.onGap();
        } else if (message.type === "event") {
          events.push(JSON.parse(message.data) as FeedEvent);
        }
      }
      if (events.length > 0) {
        listener.onEvents(events);
      }
    }
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", abort);
    connection.abort();
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
