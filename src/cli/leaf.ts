import { type Command, InvalidArgumentError } from "commander";
import type { AdminCall } from "./admin-client.ts";

/** Sends a call and shows its result, as the options of the command it came with say. */
export type Send = (call: AdminCall, command: Command) => Promise<void>;

/** A command that makes one call; an argument named `…Idx` is one of the server's numbers. */
export function leaf(parent: Command, usage: string, description: string): Command {
  const [word = "", ...rest] = usage.split(" ");
  const command = parent
    .command(word)
    .description(description)
    .option("--json", "print the result as JSON")
    .option("--url <url>", "the server to talk to (default: this machine's)");
  for (const argument of rest) {
    if (argument.endsWith("Idx>")) command.argument(argument, "its number", readIdx);
    else command.argument(argument);
  }
  return command;
}

function readIdx(text: string): number {
  const number = /^\d{1,16}$/.test(text) ? Number(text) : 0;
  if (number < 1) throw new InvalidArgumentError(`"${text}" is not a number that Simpul gives.`);
  return number;
}
