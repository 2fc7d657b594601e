import { ApiFailure } from "../../api/client";
import type { QueryAnswer, QueryData } from "./answer";

/** More series than a page can show make it slow and nobody wiser; the server says what it left out. */
const MAX_SERIES = "5000";

interface Envelope {
  status?: string;
  data?: QueryData;
  errorType?: string;
  error?: string;
  warnings?: string[];
  infos?: string[];
  errors?: { message: string; reason: string }[];
}

/** PromQL over the API. Every call may end in an {@link ApiFailure}, whose reason is the kind of error. */
export class PromqlClient {
  constructor(private readonly token: string) {}

  /** Times and step in seconds. */
  range(query: string, from: number, to: number, step: number, signal: AbortSignal): Promise<QueryAnswer> {
    return this.query("/api/v1/query_range", { query, start: `${from}`, end: `${to}`, step: `${step}` }, signal);
  }

  /** Time in seconds. */
  instant(query: string, time: number, signal: AbortSignal): Promise<QueryAnswer> {
    return this.query("/api/v1/query", { query, time: `${time}` }, signal);
  }

  /** As fetch, with the token; what completion asks goes through here. */
  readonly fetch = (input: RequestInfo, init?: RequestInit): Promise<Response> => {
    const headers = new Headers(init?.headers);
    headers.set("Authorization", `Bearer ${this.token}`);
    return fetch(input, { ...init, headers });
  };

  private async query(path: string, form: Record<string, string>, signal: AbortSignal): Promise<QueryAnswer> {
    const body = new URLSearchParams({ ...form, limit: MAX_SERIES, stats: "all" });
    let response: Response;
    let text: string;
    try {
      response = await this.fetch(path, { method: "POST", body, signal });
      text = await response.text();
    } catch (error) {
      if (signal.aborted) {
        throw error;
      }
      throw new ApiFailure(0, "The API does not answer", "unreachable");
    }
    const envelope = read(text);
    if (response.ok && envelope.data !== undefined) {
      return { data: envelope.data, warnings: envelope.warnings ?? [], infos: envelope.infos ?? [], text };
    }
    const first = envelope.errors?.[0];
    throw new ApiFailure(
      response.status,
      envelope.error ?? first?.message ?? `The API answered ${response.status}`,
      envelope.errorType ?? first?.reason ?? "",
    );
  }
}

function read(text: string): Envelope {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === "object" && body !== null ? body : {};
  } catch {
    // Something between here and the API answered; its status is all there is to say.
    return {};
  }
}
