// Loaded into the host's process by the offline proof: writes down every connection and name that it asks for.
import dgram from "node:dgram";
import dns from "node:dns";
import { appendFileSync } from "node:fs";
import net from "node:net";

const file = process.env.ISNAD_RECORD_CONNECTIONS;
const note = (what) => appendFileSync(file, `${what}\n`);
note("recording");

function watch(owner, name) {
  const original = owner[name];
  owner[name] = function watched(...args) {
    note(`${name} ${JSON.stringify(args.filter((arg) => typeof arg !== "function")).slice(0, 200)}`);
    return original.apply(this, args);
  };
}
watch(net.Socket.prototype, "connect");
watch(dns, "lookup");
watch(dns.promises, "lookup");
watch(dns, "resolve");
watch(dgram.Socket.prototype, "send");
