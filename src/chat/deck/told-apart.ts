/** How much of its beginning stays in sight of a text that is shown from where it differs. */
const BEGINNING = 24;
/** Characters after which two texts that begin alike are no longer told apart at a glance. */
const ALIKE = 40;

/**
 * Texts that stand below each other, so that those that begin alike can be told apart: the beginning, and then what is
 * different. A text that is there twice is left as it is.
 */
export function toldApart(texts: readonly string[]): readonly string[] {
  return texts.map((text) => {
    const shared = Math.max(0, ...texts.map((other) => (other === text ? 0 : sharedWords(text, other))));
    if (shared < ALIKE) return text;
    const beginning = text.slice(0, BEGINNING).replace(/\s+\S*$/, '');
    return `${beginning} … ${text.slice(shared)}`;
  });
}

/** The length of what two texts begin with in common, up to the beginning of a word. */
function sharedWords(text: string, other: string): number {
  let at = 0;
  while (at < text.length && text[at] === other[at]) at += 1;
  return text.slice(0, at).replace(/\S*$/, '').length;
}
