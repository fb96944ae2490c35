import { changeContacts } from "../../src/audience/change-contacts.ts";
import type { AudienceContext } from "../../src/audience/open-writes.ts";
import type { Accepted, Word } from "../../src/audience/writes.ts";
import { act, type Effect, type Kinds, type Step } from "./audience-model.ts";
import {
  type Action,
  type ContactAction,
  contactOf,
  OWN,
  type PropertyAction,
  SHARED,
} from "./audience-scripts.ts";

/** A call as a client made it, and what it was told. */
export interface Call {
  readonly client: number;
  readonly euid: number;
  readonly step: Step;
  /** The attributes that the client knew then. */
  readonly kinds: Kinds;
  readonly refused: Effect["refused"];
}

/** What several clients did to the same users, at the same time. */
export interface Run {
  /** By the number that stands in the history as the call's source. */
  readonly calls: ReadonlyMap<number, Call>;
  /** What each user and contact must be. */
  readonly contacts: ReadonlyMap<string, string>;
  /** All attributes in the end. */
  readonly kinds: Kinds;
}

const shared: Kinds = new Map(SHARED.map(([name, kind]) => [name, kind]));

/** Each client acts in a context of its own, one call after the other; all of them at once. */
export async function runScript(
  contexts: readonly AudienceContext[],
  euids: readonly number[],
  script: readonly (readonly Action[])[],
): Promise<Run> {
  const calls = new Map<number, Call>();
  const contacts = new Map<string, string>();
  const clients = script.map(async (actions, number) => {
    const ctx = contexts[number % contexts.length] as AudienceContext;
    const client = new Client(ctx, number, { calls, contacts, euids });
    for (const action of actions) await client.act(action);
    return client.kinds;
  });
  const kinds = await Promise.all(clients);
  return { calls, contacts, kinds: new Map([...shared, ...kinds.flatMap((own) => [...own])]) };
}

interface Minutes {
  readonly calls: Map<number, Call>;
  readonly contacts: Map<string, string>;
  readonly euids: readonly number[];
}

class Client {
  kinds: Kinds = shared;
  readonly #ctx: AudienceContext;
  readonly #number: number;
  readonly #minutes: Minutes;
  #made = 0;

  constructor(ctx: AudienceContext, number: number, minutes: Minutes) {
    this.#ctx = ctx;
    this.#number = number;
    this.#minutes = minutes;
  }

  async act(action: Action): Promise<void> {
    if (action.kind === "contact") await this.#changeContact(action.contact);
    else if (action.kind === "one") await this.#changeOne(action.change);
    else await this.#changeMany(action.changes);
  }

  async #changeOne(change: PropertyAction): Promise<void> {
    const call = this.#prepare(change);
    this.#note(call, await this.#ctx.writes.changeProperties(this.#callOf(call)));
  }

  async #changeMany(changes: readonly PropertyAction[]): Promise<void> {
    const calls = changes.map((change) => this.#prepare(change));
    const sent = calls.map((call) => this.#callOf(call));
    const words = await this.#ctx.writes.changeManyProperties(sent);
    for (const [index, call] of calls.entries()) this.#note(call, words[index]);
  }

  /** Where the attribute is not there yet no user has a value, so what it becomes is known. */
  #prepare({ user, step }: PropertyAction) {
    const named = Object.entries(step.properties).map(
      ([name, value]) => [name === OWN ? `${OWN}_${this.#number}` : name, value] as const,
    );
    const mine: Step = { type: step.type, properties: Object.fromEntries(named) };
    const { kinds } = this;
    this.kinds = act({ values: new Map(), kinds }, mine).kinds;
    this.#made += 1;
    const number = this.#number * 1_000 + this.#made;
    return { number, euid: this.#minutes.euids[user] as number, step: mine, kinds };
  }

  #callOf({ number, euid, step }: { number: number; euid: number; step: Step }) {
    const { id: workspaceId, timeZone: zone } = this.#ctx.workspace;
    return { workspaceId, dataSourceId: number, zone, euid, operation: step };
  }

  #note(
    { number, ...call }: { number: number } & Omit<Call, "client" | "refused">,
    word: Word<Accepted> | undefined,
  ): void {
    if (word === undefined || !("refused" in word)) throw word;
    const refused = word.refused.map(({ name, fault }) => [name, fault.code] as const);
    this.#minutes.calls.set(number, { ...call, client: this.#number, refused });
  }

  async #changeContact({ user, choice }: ContactAction): Promise<void> {
    const { name, sent, kept } = contactOf(this.#number, choice);
    const euid = this.#minutes.euids[user] as number;
    const { refused } = await changeContacts(this.#ctx, { euid, contacts: { [name]: sent } });
    if (refused.length > 0 !== (kept === undefined))
      throw new Error(`${name}: ${sent} was misread`);
    if (kept === null) this.#minutes.contacts.delete(`${euid} ${name}`);
    else if (kept !== undefined) this.#minutes.contacts.set(`${euid} ${name}`, kept);
  }
}
