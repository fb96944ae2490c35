/** Something that goes to a receiver when its turn comes. */
export interface Parcel {
  readonly webhook: string;
  /** Where it goes. */
  readonly receiver: string;
  /** Parcels of one line go one after the other, in the order they came. */
  readonly line: string;
}

export interface DispatcherOptions<Item extends Parcel> {
  /** Never fails. */
  readonly send: (item: Item) => Promise<void>;
  /** Hears that a receiver which was full takes more. */
  readonly onRoom: () => void;
  readonly now: () => number;
}

/** Who is served when: many receivers beside each other, of which none waits for another. */
export interface Dispatcher<Item extends Parcel> {
  add(items: readonly Item[]): void;
  /** The webhooks of receivers that have enough for now. */
  full(): string[];
  /** Gives up the lines whose next parcel has waited so long. */
  takeWaiting(longerThanMs: number): Item[];
  underWay(): readonly Item[];
  /** How many wait for their turn. */
  waiting(): number;
}

/** One receiver is sent so many at a time. */
export const MOST_TO_ONE = 16;
/** All together, and those of them who were slow to answer: the others always find room. */
const MOST_TO_ALL = 512;
const MOST_TO_SLOW = 384;
/** Who takes longer is slow, until an answer comes in less. */
const SLOW_MS = 1_000;
/** A receiver with so many waiting needs no more yet. */
const ENOUGH = 64;
/** Receivers that are remembered for being slow while nothing goes to them. */
const MOST_KNOWN = 5_000;

interface Line<Item> {
  readonly key: string;
  readonly items: { readonly item: Item; readonly since: number }[];
}

interface Receiver<Item> {
  readonly name: string;
  readonly lines: Map<string, Line<Item>>;
  /** Lines whose next parcel may go, in the order of their turns. */
  readonly ready: Set<Line<Item>>;
  readonly begun: Map<Item, number>;
  waiting: number;
  slow: boolean;
}

export function makeDispatcher<Item extends Parcel>(
  options: DispatcherOptions<Item>,
): Dispatcher<Item> {
  const { now } = options;
  const receivers = new Map<string, Receiver<Item>>();
  const receiverOf = new Map<string, Receiver<Item>>();
  let underWay = 0;
  let slowUnderWay = 0;

  function load(name: string): Receiver<Item> {
    const known = receivers.get(name);
    if (known !== undefined) return known;
    const empty = { lines: new Map(), ready: new Set<Line<Item>>(), begun: new Map() };
    const receiver: Receiver<Item> = { name, ...empty, waiting: 0, slow: false };
    receivers.set(name, receiver);
    return receiver;
  }

  const isIdle = ({ begun, waiting }: Receiver<Item>): boolean => begun.size === 0 && waiting === 0;

  function isSlow({ slow, begun }: Receiver<Item>): boolean {
    const [first] = begun.values();
    return slow || (first !== undefined && now() - first > SLOW_MS);
  }

  function isFull(receiver: Receiver<Item>): boolean {
    if (!isSlow(receiver)) return receiver.waiting >= ENOUGH;
    return receiver.waiting > 0 || receiver.begun.size >= MOST_TO_ONE;
  }

  function mayStart(receiver: Receiver<Item>): boolean {
    if (receiver.ready.size === 0 || receiver.begun.size >= MOST_TO_ONE) return false;
    return underWay < MOST_TO_ALL && (!receiver.slow || slowUnderWay < MOST_TO_SLOW);
  }

  function serve(receiver: Receiver<Item>): void {
    while (mayStart(receiver)) {
      const [line] = receiver.ready;
      const next = line?.items.shift();
      if (line === undefined || next === undefined) return;
      receiver.ready.delete(line);
      receiver.waiting -= 1;
      void deliver(receiver, line, next.item);
    }
  }

  async function deliver(receiver: Receiver<Item>, line: Line<Item>, item: Item): Promise<void> {
    const began = now();
    const countsAsSlow = receiver.slow;
    receiver.begun.set(item, began);
    underWay += 1;
    if (countsAsSlow) slowUnderWay += 1;
    await options.send(item);
    const wasCrowded = underWay >= MOST_TO_ALL || slowUnderWay >= MOST_TO_SLOW;
    const wasFull = isFull(receiver);
    underWay -= 1;
    if (countsAsSlow) slowUnderWay -= 1;
    receiver.begun.delete(item);
    receiver.slow = now() - began > SLOW_MS;
    if (line.items.length > 0) receiver.ready.add(line);
    else receiver.lines.delete(line.key);
    serve(receiver);
    if (wasCrowded) for (const other of receivers.values()) serve(other);
    if (wasFull && !isFull(receiver)) options.onRoom();
    if (isIdle(receiver)) forget(receiver);
  }

  function forget(receiver: Receiver<Item>): void {
    if (receiver.slow && receivers.size <= MOST_KNOWN) return;
    receivers.delete(receiver.name);
    if (receiverOf.size > MOST_KNOWN) {
      for (const [webhook, of] of receiverOf) if (of === receiver) receiverOf.delete(webhook);
    }
  }

  return {
    add(items) {
      const since = now();
      const touched = new Set<Receiver<Item>>();
      for (const item of items) {
        const receiver = load(item.receiver);
        receiverOf.set(item.webhook, receiver);
        const known = receiver.lines.get(item.line);
        const line = known ?? { key: item.line, items: [] };
        line.items.push({ item, since });
        receiver.waiting += 1;
        if (known === undefined) {
          receiver.lines.set(item.line, line);
          receiver.ready.add(line);
        }
        touched.add(receiver);
      }
      for (const receiver of touched) serve(receiver);
    },
    full: () =>
      [...receiverOf].flatMap(([webhook, receiver]) => (isFull(receiver) ? [webhook] : [])),
    takeWaiting(longerThanMs) {
      const limit = now() - longerThanMs;
      const taken: Item[] = [];
      for (const receiver of receivers.values()) {
        for (const line of receiver.lines.values()) {
          if ((line.items[0]?.since ?? Number.POSITIVE_INFINITY) > limit) continue;
          const items = line.items.splice(0).map(({ item }) => item);
          receiver.waiting -= items.length;
          // A line whose first parcel is under way ends with it.
          if (receiver.ready.delete(line)) receiver.lines.delete(line.key);
          taken.push(...items);
        }
      }
      return taken;
    },
    underWay: () => [...receivers.values()].flatMap(({ begun }) => [...begun.keys()]),
    waiting: () => [...receivers.values()].reduce((sum, { waiting }) => sum + waiting, 0),
  };
}
