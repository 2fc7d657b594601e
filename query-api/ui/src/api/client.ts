import type { EventPage, FeedEvent, Histogram } from "./types";

/** An answer that is no success. Status 0: the API did not answer at all. */
export class ApiFailure extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly reason: string,
  ) {
    super(message);
  }
}

/** Query parameters; undefined and empty ones are left out. */
export type Parameters = Record<string, string | undefined>;

export class ApiClient {
  constructor(private readonly token: string) {}

  events(parameters: Parameters, signal?: AbortSignal): Promise<EventPage> {
    return this.json<EventPage>("/api/v2/events", parameters, signal);
  }

  histogram(parameters: Parameters, signal?: AbortSignal): Promise<Histogram> {
    return this.json<Histogram>("/api/v2/events/histogram", parameters, signal);
  }

  async event(id: string, signal?: AbortSignal): Promise<FeedEvent> {
    const path = `/api/v2/events/${encodeURIComponent(id)}`;
    return (await this.json<{ event: FeedEvent }>(path, {}, signal)).event;
  }

  /** The live stream; its body does not end. */
  stream(parameters: Parameters, lastEventId: string | undefined, signal: AbortSignal) {
    const headers: Record<string, string> = { Accept: "text/event-stream" };
    if (lastEventId !== undefined) {
      headers["Last-Event-ID"] = lastEventId;
    }
    return this.fetch("/api/v2/events/stream", parameters, headers, signal);
  }

  private async json<T>(path: string, parameters: Parameters, signal?: AbortSignal): Promise<T> {
    const response = await this.fetch(path, parameters, { Accept: "application/json" }, signal);
    return (await response.json()) as T;
  }

  private async fetch(
    path: string,
    parameters: Parameters,
    headers: Record<string, string>,
    signal?: AbortSignal,
  ): Promise<Response> {
    let response: Response;
    try {
      response = await fetch(path + queryString(parameters), {
        headers: { ...headers, Authorization: `Bearer ${this.token}` },
        signal: signal ?? null,
      });
    } catch (error) {
      if (signal?.aborted) {
        throw error;
      }
      throw new ApiFailure(0, "The API does not answer", "Is the server running?");
    }
    if (!response.ok) {
      throw await failure(response);
    }
    return response;
  }
}

export function queryString(parameters: Parameters): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== "") {
      query.set(name, value);
    }
  }
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}

async function failure(response: Response): Promise<ApiFailure> {
  try {
    const body = (await response.json()) as { errors: { message: string; reason: string }[] };
    const first = body.errors[0];
    if (first !== undefined) {
      return new ApiFailure(response.status, first.message, first.reason);
    }
  } catch {
    // Something between here and the API answered; its status is all there is to say.
  }
  return new ApiFailure(response.status, `The API answered ${response.status}`, "");
}
