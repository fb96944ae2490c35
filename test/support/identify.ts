import type { AudienceBody, Source } from "./audience.ts";

export const IDENTIFY_PATH = "/v1/user/identify";

export const identify = (source: Source, identities: unknown) =>
  source.post(IDENTIFY_PATH, { identities });

export const euidOf = ({ data }: AudienceBody): number => (data as { euid: number }).euid;

/** What identifying answers. */
export const identified = (euid: number, created: boolean, merged: readonly number[] = []) => ({
  code: 0,
  message: "success",
  data: { euid, created, merged },
});

/** As reading the user shows them. */
export async function identifiersOf(source: Source, euid: number): Promise<unknown> {
  const { data } = await source.get(`/v1/user?euid=${euid}`);
  return (data as { identifiers: unknown }).identifiers;
}
