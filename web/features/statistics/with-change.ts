/** Without what the change takes away, so that addresses stay short. */
export function withChange<Fields extends object>(
  before: Fields,
  change: { readonly [Key in keyof Fields]?: Fields[Key] | undefined },
): Fields {
  const said = Object.entries({ ...before, ...change }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(said) as Fields;
}
