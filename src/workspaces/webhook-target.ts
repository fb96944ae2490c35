/** Where a webhook goes, and with what it is signed. Never shown. */
export interface WebhookTarget {
  readonly enabled: boolean;
  readonly url: string | null;
  readonly secret: string | null;
  readonly previousSecret: string | null;
  readonly previousUntil: Date | null;
}

/** The secrets that hold at this moment, the new one first. */
export function holdingSecrets(
  { secret, previousSecret, previousUntil }: WebhookTarget,
  at: Date,
): string[] {
  if (secret === null) return [];
  const bothHold = previousSecret !== null && previousUntil !== null && previousUntil > at;
  return bothHold ? [secret, previousSecret] : [secret];
}
