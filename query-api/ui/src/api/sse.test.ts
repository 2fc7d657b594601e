import { expect, it } from "vitest";
import { MessageParser } from "./sse";

const STREAM = 'event: ready\ndata: {}\n\n:\n\nid: c1\nevent: event\ndata: {"a":1}\n\n';

it("reads messages however the stream is cut", () => {
  for (let size = 1; size <= STREAM.length; size++) {
    const parser = new MessageParser();
    const messages = [];
    for (let at = 0; at < STREAM.length; at += size) {
      messages.push(...parser.push(STREAM.slice(at, at + size)));
    }
    expect(messages).toEqual([
      { type: "ready", data: "{}", id: undefined },
      { type: "event", data: '{"a":1}', id: "c1" },
    ]);
  }
});
