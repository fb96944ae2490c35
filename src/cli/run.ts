import { Command, CommanderError } from "commander";
import { JournalHeld, JournalStrange } from "../clicks/claim-journal.ts";
import { ConfigError, type Environment, readConfig } from "../config.ts";
import { DataDirHeld, DataDirUnusable } from "../data-dir.ts";
import { DatabaseUnsuitable } from "../db/check-database.ts";
import { StoreBroken } from "../db/embedded.ts";
import { SchemaMismatch, StoreUnreachable } from "../db/migrate.ts";
import { CannotListen } from "../http/listen.ts";
import { Fault } from "../kit/fault.ts";
import { addAdminCommands } from "./admin.ts";
import { localUrl, makeAdminClient } from "./admin-client.ts";
import { addDoctorCommand } from "./doctor.ts";
import type { Send } from "./leaf.ts";
import { show } from "./show.ts";
import { Failed, type Streams } from "./streams.ts";

/** What an operator can mend; anything else is a bug and shows where it was met. */
const EXPECTED = [
  CannotListen,
  Failed,
  DataDirHeld,
  DataDirUnusable,
  DatabaseUnsuitable,
  JournalHeld,
  JournalStrange,
  SchemaMismatch,
  StoreBroken,
  StoreUnreachable,
];

const DONE = 0;
const FAILED = 1;
const WRONG_USAGE = 2;

export interface CliParts {
  /** Without the program's own two words. */
  readonly argv: readonly string[];
  readonly env: Environment;
  readonly streams: Streams;
  /** Settles once the server serves. */
  readonly start: () => Promise<void>;
}

/** Runs one command. Answers the exit code, or null where a server was started and goes on. */
export async function runCli({ argv, env, streams, start }: CliParts): Promise<number | null> {
  let code: number | null = DONE;
  const program = new Command("simpul")
    .description("Short links and the people who click them, in one server")
    .exitOverride()
    .showHelpAfterError("(--help tells more)")
    .configureOutput({
      writeOut: (text) => streams.stdout.write(text),
      writeErr: (text) => streams.stderr.write(text),
    });
  program
    .command("start")
    .description("serve links and APIs on one port")
    .action(async () => {
      await start().catch(toldAway);
      code = null;
    });
  addAdminCommands(program, makeSend(env, streams));
  addDoctorCommand(program, env, streams, (healthy) => {
    code = healthy ? DONE : FAILED;
  });
  try {
    await program.parseAsync([...argv], { from: "user" });
    return code;
  } catch (error) {
    return codeOf(error, streams);
  }
}

/** In words for who starts the server; a caller of an API would be asked to come again. */
function toldAway(error: unknown): never {
  if (!(error instanceof Fault) || error.code !== "busy") throw error;
  throw new StoreUnreachable("the database went away while the server was starting", {
    cause: error,
  });
}

function makeSend(env: Environment, streams: Streams): Send {
  return async (call, command) => {
    const { json, url } = command.opts<{ json?: true; url?: string }>();
    const config = readConfig(env);
    const result = await makeAdminClient(config, url ?? localUrl(config))(call);
    streams.stdout.write(json ? `${JSON.stringify(result)}\n` : show(result));
  };
}

/** Says what went wrong, where nobody did yet. */
function codeOf(error: unknown, { stderr }: Streams): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : WRONG_USAGE;
  if (error instanceof ConfigError) {
    for (const problem of error.problems) stderr.write(`${problem}\n`);
    return WRONG_USAGE;
  }
  const expected = EXPECTED.some((kind) => error instanceof kind) || isOfSystem(error);
  const told = error instanceof Error && !expected ? (error.stack ?? error.message) : error;
  stderr.write(`${told instanceof Error ? told.message : told}\n`);
  return FAILED;
}

/** A file or a socket that the system refuses: its message names the call and the path. */
function isOfSystem(error: unknown): boolean {
  return error instanceof Error && "syscall" in error && "errno" in error;
}
