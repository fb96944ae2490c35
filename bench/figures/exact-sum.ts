import type { FigureMaker } from "../bench.ts";
import { call, callForText } from "../call.ts";
import { makeClient, makeKeys } from "../client.ts";
import { count } from "../figure.ts";
import { PROPERTY_PATH } from "../race-property-calls.ts";
import { startSimpul } from "../servers.ts";

const CLIENTS = 100;

/** Tenths that many add to one user's sum at once: none is lost, and none is nearly a tenth. */
export const exactSum: FigureMaker = {
  name: "exact sum",
  async take(bench) {
    const { increases } = bench.scale;
    await using server = await startSimpul({ dataDir: await bench.makeDataDir() });
    const { origin } = server;
    const keys = await makeKeys(origin);
    const [euid = 0] = await makeClient(origin, keys).registerUsers(1);
    const asked = { authorization: keys.basic };
    const body = { euid, type: "increase", properties: { coins: 0.1 } };
    const client = async (): Promise<void> => {
      for (let nth = 0; nth < increases; nth += 1) {
        await call({ ...asked, method: "POST", url: origin + PROPERTY_PATH, body });
      }
    };
    await Promise.all(Array.from({ length: CLIENTS }, client));
    const text = await callForText({
      ...asked,
      method: "GET",
      url: `${origin}/v1/user?euid=${euid}`,
    });
    const sum = /"coins":([^,}]*)/.exec(text)?.[1] ?? "none";
    const right = String((CLIENTS * increases) / 10);
    return [
      {
        name: `${CLIENTS} clients × ${count(increases)} increases by 0.1 of one user at once: the sum as it reads`,
        ours: sum,
        held: { limit: right, ratio: sum === right ? 1 : 0, bar: { atLeast: 1 } },
      },
    ];
  },
};
