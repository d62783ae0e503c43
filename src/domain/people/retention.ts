/**
 * A stored ask of a quarter that is over, without what was begun in it and never submitted, by owners or by contributors.
 * The same thing where there is none. What was answered stays: it is the record of the plan.
 */
export function withoutBegun(thing: unknown): unknown {
  if (Array.isArray(thing)) {
    const each = thing.map(withoutBegun);
    return each.some((one, index) => one !== thing[index]) ? each : thing;
  }
  if (typeof thing !== 'object' || thing === null) return thing;
  const entries = Object.entries(thing);
  const left = entries
    .filter(([name]) => name !== 'typed' && name !== 'begun')
    .map(([name, value]) => [name, withoutBegun(value)] as const);
  const isSame =
    left.length === entries.length && left.every(([name, value]) => value === (thing as Record<string, unknown>)[name]);
  return isSame ? thing : Object.fromEntries(left);
}
