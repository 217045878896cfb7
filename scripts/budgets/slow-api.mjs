// An API that answers every request with a user after the milliseconds given; prints its URL.
import { createServer } from "node:http";

const latency = Number(process.argv[2]);
const body = JSON.stringify({
  user: { user: "user@example.invalid", user_id: "u1", state: "active", projects: ["demo"] },
});
const server = createServer((request, response) => {
  request.resume();
  setTimeout(() => response.writeHead(200, { "content-type": "application/json" }).end(body), latency);
});
server.listen(0, "127.0.0.1", () => process.stdout.write(`http://127.0.0.1:${server.address().port}\n`));
