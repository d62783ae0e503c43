/** Names by the hue, in degrees up to which they go. */
const HUES: readonly (readonly [upTo: number, name: string])[] = [
  [15, 'red'],
  [52, 'amber'],
  [70, 'yellow'],
  [170, 'green'],
  [260, 'blue'],
  [335, 'purple'],
  [360, 'red'],
];
/** Greys, and grounds so pale that they only part the rows, are no colours. */
const LEAST_SATURATION = 0.15;
const LEAST_VALUE = 0.2;

const NAMED: Readonly<Record<string, string>> = {
  orange: 'amber',
  gold: 'amber',
  lime: 'green',
  limegreen: 'green',
  lightgreen: 'green',
  darkgreen: 'green',
  lightblue: 'blue',
  tomato: 'red',
  crimson: 'red',
};
const NAMES = new Set([...HUES.map(([, name]) => name), 'orange']);

/** What a person calls the colour of a ground, given as "00B050", "#0a0", "rgb(0, 176, 80)" or a name; null for none that stands out. */
export function colourName(given: string): string | null {
  const text = given.trim().toLowerCase();
  if (NAMED[text] !== undefined) return NAMED[text];
  if (NAMES.has(text)) return text;
  const parts = channelsOf(text);
  if (parts === null) return null;
  const [red = 0, green = 0, blue = 0] = parts.map((part) => part / 255);
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)];
  if (most < LEAST_VALUE || (most - least) / most < LEAST_SATURATION) return null;
  const spread = most - least;
  const sixth =
    most === red ? (green - blue) / spread : most === green ? 2 + (blue - red) / spread : 4 + (red - green) / spread;
  const hue = (60 * sixth + 360) % 360;
  return HUES.find(([upTo]) => hue <= upTo)?.[1] ?? null;
}

function channelsOf(text: string): readonly number[] | null {
  const hex = /^#?(?:[0-9a-f]{2})?([0-9a-f]{6})$/.exec(text)?.[1] ?? shortHex(text);
  if (hex !== null) return [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  const rgb = /^rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\b/.exec(text);
  return rgb === null ? null : rgb.slice(1, 4).map((part) => Math.min(255, Number(part)));
}

function shortHex(text: string): string | null {
  const short = /^#([0-9a-f]{3})$/.exec(text)?.[1];
  return short === undefined ? null : short.replaceAll(/./g, '$&$&');
}

/** The colour that a class names: "rag-green", "govuk-tag--red"; null where it names none. */
export function colourOfClass(names: string): string | null {
  const found = /(?:^|[\s_-])(red|amber|orange|yellow|green|blue|purple)(?=$|[\s_-])/i.exec(names)?.[1];
  return found === undefined ? null : colourName(found);
}
