import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { type Bench, type FigureMaker, withNewStore } from "../bench.ts";
import { count, timed } from "../figure.ts";
import { fillUsers } from "../fill-users.ts";
import { type BenchServer, residentMb, startSimpul } from "../servers.ts";

const LOOK_MS = 50;
const PROMISED_MB = 64;
const LINE_END = 10;

/** What a server holds in memory while it sends every user there is. */
export const userExport: FigureMaker = {
  name: "export of users",
  async take(bench) {
    const { exportedUsers: users, restSeconds } = bench.scale;
    const { dataDir, authorization } = await makeUsers(bench, users);
    await using server = await startSimpul({ dataDir });
    await pause(restSeconds * 1_000);
    const restMb = await residentMb(server);
    await using peak = watchMemory(server);
    let lines = 0;
    const ms = await timed(async () => {
      lines = await countLines(`${server.origin}/v1/user/export`, authorization);
    });
    if (lines !== users) throw new Error(`${lines} users were exported of ${users}`);
    const aboveMb = peak.megabytes() - restMb;
    return [
      {
        name: `export of ${count(users)} users: resident memory above rest / ${PROMISED_MB} MB`,
        ours: `${aboveMb.toFixed(0)} MB above ${restMb.toFixed(0)} MB, in ${(ms / 1_000).toFixed(1)} s`,
        held: {
          limit: `${PROMISED_MB} MB`,
          ratio: aboveMb / PROMISED_MB,
          bar: { atMost: 1 },
        },
      },
    ];
  },
};

/** Each with an identifier, a contact and properties of all types. */
async function makeUsers(
  bench: Bench,
  users: number,
): Promise<{ readonly dataDir: string; readonly authorization: string }> {
  const made = await withNewStore(bench, async (client, { dataDir, keys }) => {
    const [euid = 0] = await client.registerUsers(1);
    const properties = {
      city: "Kota",
      visits: 0,
      member: true,
      joined: "2023-12-12T00:12:23Z",
      interests: ["kopi", "lereng", "gunung"],
    };
    await client.setProperties(euid, properties);
    return { euid, dataDir, authorization: keys.basic };
  });
  await fillUsers({ ...made, users });
  return made;
}

interface Peak extends AsyncDisposable {
  megabytes(): number;
}

/** The most that the server's process held since. */
function watchMemory(server: BenchServer): Peak {
  let peak = 0;
  let watching = true;
  const watch = async (): Promise<void> => {
    while (watching) {
      peak = Math.max(peak, await residentMb(server));
      await pause(LOOK_MS);
    }
  };
  const watched = watch();
  return {
    megabytes: () => peak,
    async [Symbol.asyncDispose]() {
      watching = false;
      await watched;
    },
  };
}

async function countLines(url: string, authorization: string): Promise<number> {
  const [answer] = (await once(get(url, { headers: { authorization } }), "response")) as [
    IncomingMessage,
  ];
  if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode}`);
  let lines = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    let at = chunk.indexOf(LINE_END);
    for (; at >= 0; at = chunk.indexOf(LINE_END, at + 1)) lines += 1;
  }
  return lines;
}
