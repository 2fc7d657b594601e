/** One message of a server-sent event stream. */
export interface Message {
  type: string;
  data: string;
  id: string | undefined;
}

/** Cuts the text of a stream into messages, however the network cut it into pieces. */
export class MessageParser {
  private rest = "";

  /** Adds a piece; returns the messages that it completes. */
  push(piece: string): Message[] {
    const blocks = (this.rest + piece.replace(/\r\n?/g, "\n")).split("\n\n");
    this.rest = blocks.pop() ?? "";
    return blocks.map(parse).filter((message) => message.data !== "");
  }
}

function parse(block: string): Message {
  const message: Message = { type: "message", data: "", id: undefined };
  for (const line of block.split("\n")) {
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "event") {
      message.type = value;
    } else if (field === "data") {
      message.data += message.data === "" ? value : `\n${value}`;
    } else if (field === "id") {
      message.id = value;
    }
  }
  return message;
}
