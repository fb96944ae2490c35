import { execFile } from "node:child_process";

const PROGRAM = new URL("../../../simpul", import.meta.url).pathname;

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one command of the real program, with nothing in its environment but what is given. */
export function simpul(
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  const { PATH = "", HOME = "/" } = process.env;
  return new Promise((settle) => {
    execFile(PROGRAM, argv, { env: { PATH, HOME, ...env } }, (error, stdout, stderr) => {
      settle({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}
