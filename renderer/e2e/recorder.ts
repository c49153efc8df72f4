import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A proxy that notes every request it is asked to carry, and carries only those to one address. */
export interface Recorder {
  /** For `--proxy-server`. */
  readonly address: string;
  /** What a browser asked for that was not for the host: "GET http://…", "CONNECT name:443". */
  readonly attempts: string[];
  /** The one authority ("127.0.0.1:8123") to which requests are carried. */
  allow(authority: string): void;
  close(): Promise<void>;
}

export async function startRecorder(): Promise<Recorder> {
  const attempts: string[] = [];
  let allowed = "";
  const server: Server = createServer((req, res) => {
    const url = new URL(req.url ?? "/", "http://relative.invalid");
    if (url.host !== allowed) {
      attempts.push(`${req.method} ${url.href}`);
      res.writeHead(204).end();
      return;
    }
    const onward = request(url, { method: req.method ?? "GET", headers: req.headers }, (answer) => {
      res.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(res);
    });
    onward.once("error", () => res.destroy());
    res.once("close", () => onward.destroy());
    req.pipe(onward);
  });
  server.on("connect", (req, socket) => {
    attempts.push(`CONNECT ${req.url}`);
    socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
  });
  await new Promise<void>((ready) => {
    server.listen(0, "127.0.0.1", ready);
  });
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    attempts,
    allow(authority) {
      allowed = authority;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
