import { domainToASCII } from "node:url";

// Thai, Hindi and many more write vowels as combining marks; a leading one would sit on the slash.
const letters = /^[\p{L}\p{N}\-_.][\p{L}\p{N}\p{M}\-_.]*$/u;

const sequences = /\p{RGI_Emoji}/gv;
const joiner = /[\u200c\u200d]/;

/** A joiner with the letters and marks around it; at the end, or beside another joiner, it has none. */
const joined = /\p{L}\p{M}*[\u200c\u200d](?=(\p{M}*\p{L})?)/gu;

/**
 * Whether text is made of what an id can hold: letters and digits of any script, "-", "_" and ".",
 * emoji as Unicode recommends them, and joiners between letters of scripts that need them. `text` is
 * in NFC and short.
 */
export function hasSlugLetters(text: string): boolean {
  if (letters.test(text)) return true;
  // Taken out first: tried at each letter, emoji that are parts of longer ones would take for ever.
  const plain = text.replace(sequences, "-");
  return letters.test(joiner.test(plain) ? withoutJoiners(plain) : plain);
}

/** The text without the joiners that belong where they are. */
function withoutJoiners(text: string): string {
  return text.replace(joined, (before, after: string | undefined) => {
    // Domain names have the same rule (RFC 5892, A.1 and A.2), and Node's reader of them knows it.
    const isNeeded = after !== undefined && domainToASCII(before + after) !== "";
    return isNeeded ? before.slice(0, -1) : before;
  });
}
