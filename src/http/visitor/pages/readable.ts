const longest = 300;
// Line breaks, terminal controls and marks that turn the direction of writing would let an address
// look like another one.
const deceptive = /[\p{Cc}\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/gu;

/** An address from outside as it can be shown: nothing invisible, and of bearable length. */
export function readable(address: string): string {
  const short = address.length > longest ? `${address.slice(0, longest)}…` : address;
  return short.toWellFormed().replace(deceptive, "\ufffd");
}
