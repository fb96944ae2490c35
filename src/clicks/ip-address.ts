/** Room for an address as it stands in IPv6: its 128 bits, highest word first. */
export type AddressWords = Uint32Array;

const mapped = 0xffff;

export function makeAddressWords(): AddressWords {
  return new Uint32Array(4);
}

/** Writes an address into `words`, IPv4 as `::ffff:a.b.c.d`. False where the text is no address. */
export function readAddress(text: string, words: AddressWords): boolean {
  if (text.includes(":")) return readIPv6(text, words);
  const bits = readIPv4(text, 0);
  if (bits < 0) return false;
  setMapped(words, bits);
  return true;
}

export function isIPv4(words: AddressWords): boolean {
  return words[0] === 0 && words[1] === 0 && words[2] === mapped;
}

function setMapped(words: AddressWords, bits: number): void {
  words.fill(0);
  words[2] = mapped;
  words[3] = bits;
}

/** The 32 bits of what stands in `text` from `at` to its end, or -1. */
function readIPv4(text: string, at: number): number {
  let bits = 0;
  let part = -1;
  let dots = 0;
  for (let i = at; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x2e) {
      if (part < 0) return -1;
      bits = bits * 256 + part;
      part = -1;
      dots++;
    } else {
      // "01" is octal to some and decimal to others.
      if (code < 0x30 || code > 0x39 || part === 0) return -1;
      part = (part < 0 ? 0 : part * 10) + code - 0x30;
      if (part > 255) return -1;
    }
  }
  return dots === 3 && part >= 0 ? bits * 256 + part : -1;
}

const groups = new Uint16Array(8);

function readIPv6(text: string, words: AddressWords): boolean {
  const last = text.length - 1;
  let count = 0;
  let gap = -1;
  let group = 0;
  let digits = 0;
  for (let i = text.startsWith("::") ? 1 : 0; i <= last; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x3a && digits > 0) {
      if (count === 8 || i === last) return false;
      groups[count++] = group;
      group = 0;
      digits = 0;
    } else if (code === 0x3a) {
      // The second of two colons; there may be two once, and not one in front.
      if (gap >= 0 || i === 0) return false;
      gap = count;
    } else if (code === 0x2e) {
      const bits = count <= 6 && digits > 0 ? readIPv4(text, i - digits) : -1;
      if (bits < 0) return false;
      groups[count++] = bits >>> 16;
      group = bits & 0xffff;
      break;
    } else if (code === 0x25) {
      // A zone follows, which says by which way and not where.
      if (digits === 0 && gap !== count) return false;
      break;
    } else {
      const digit = readDigit(code);
      if (digit < 0 || digits === 4) return false;
      group = (group << 4) | digit;
      digits++;
    }
  }
  if (digits > 0) {
    if (count === 8) return false;
    groups[count++] = group;
  }
  if (gap < 0 ? count !== 8 : count === 8) return false;
  setGroups(words, count, gap < 0 ? count : gap);
  return true;
}

/** Of a hexadecimal digit, or -1. */
function readDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}

/** Spreads what was read: `gap` groups at the front, the others at the end. */
function setGroups(words: AddressWords, count: number, gap: number): void {
  words.fill(0);
  for (let i = 0; i < count; i++) {
    const place = i < gap ? i : 8 - count + i;
    const shift = place % 2 === 0 ? 16 : 0;
    words[place >>> 1] = (words[place >>> 1] ?? 0) | ((groups[i] ?? 0) << shift);
  }
}
