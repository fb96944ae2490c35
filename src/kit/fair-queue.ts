/** Where an item waits: keys from the outermost share to the innermost, such as workspace, then link. */
export type Share = readonly string[];

interface Branch<T> {
  size: number;
  /** In order of arrival; only where the path ends. */
  readonly items: T[];
  /** The first one has the next turn. */
  readonly branches: Map<string, Branch<T>>;
}

/**
 * A bounded queue in which shares take turns at each level of their path, so that a caller with many
 * items delays others by one item at most. No path is the beginning of another.
 */
export class FairQueue<T> {
  readonly #maxSize: number;
  readonly #root: Branch<T> = newBranch();

  constructor(maxSize: number) {
    this.#maxSize = maxSize;
  }

  get size(): number {
    return this.#root.size;
  }

  /** Returns the item that gave way where the queue was full: the newest one of the largest share. */
  add(share: Share, item: T): T | undefined {
    let branch = this.#root;
    branch.size += 1;
    for (const key of share) {
      const next = branch.branches.get(key) ?? newBranch<T>();
      branch.branches.set(key, next);
      branch = next;
      branch.size += 1;
    }
    branch.items.push(item);
    return this.size > this.#maxSize ? dropNewestOfLargest(this.#root) : undefined;
  }

  /** Takes the item whose turn it is; undefined where none waits. */
  next(): T | undefined {
    return takeNext(this.#root);
  }

  /** Takes out an item that waits no longer. */
  remove(share: Share, item: T): void {
    const path = [this.#root];
    for (const key of share) {
      const next = path.at(-1)?.branches.get(key);
      if (next === undefined) return;
      path.push(next);
    }
    const items = path.at(-1)?.items ?? [];
    const at = items.indexOf(item);
    if (at === -1) return;
    items.splice(at, 1);
    for (const branch of path) branch.size -= 1;
    for (const [depth, key] of share.entries()) {
      if (path[depth + 1]?.size === 0) path[depth]?.branches.delete(key);
    }
  }
}

function newBranch<T>(): Branch<T> {
  return { size: 0, items: [], branches: new Map() };
}

function takeNext<T>(branch: Branch<T>): T | undefined {
  if (branch.size === 0) return undefined;
  branch.size -= 1;
  const [first] = branch.branches;
  if (first === undefined) return branch.items.shift();
  const [key, child] = first;
  const item = takeNext(child);
  branch.branches.delete(key);
  // Set anew it is the last one in turn.
  if (child.size > 0) branch.branches.set(key, child);
  return item;
}

function dropNewestOfLargest<T>(branch: Branch<T>): T | undefined {
  branch.size -= 1;
  let largest: [string, Branch<T>] | undefined;
  // Among equals the one that came last gives way, so that those who wait keep their places.
  for (const entry of branch.branches) {
    if (largest === undefined || entry[1].size >= largest[1].size) largest = entry;
  }
  if (largest === undefined) return branch.items.pop();
  const [key, child] = largest;
  const item = dropNewestOfLargest(child);
  if (child.size === 0) branch.branches.delete(key);
  return item;
}
