import { Agent, request } from "node:http";

/** One visit that must be a redirect. */
export function visit(agent: Agent, url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent }, (answer) => {
      answer.resume();
      answer.on("end", () => {
        if (answer.statusCode === 302) resolve();
        else reject(new Error(`${url}: ${answer.statusCode}`));
      });
    });
    asked.on("error", reject);
    asked.end();
  });
}

const AT_A_TIME = 64;

/** Visits every path once, so that the node knows every link. */
export async function visitAll(origin: string, paths: readonly string[]): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_A_TIME });
  let next = 0;
  const visitor = async (): Promise<void> => {
    while (next < paths.length) {
      const path = paths[next];
      next += 1;
      await visit(agent, origin + path);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, visitor));
  agent.destroy();
}
