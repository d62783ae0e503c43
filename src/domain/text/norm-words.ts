const STOP = new Set(
  (
    'a about above after again all also am an and any are as at be been before being below between both but by can could did do does doing done during each ' +
    'for from further had has have having he her here his how i if in into is it its just may might more most must no nor not now of off on once only or other our out over own same she should so some such ' +
    'than that the their them then there these they this those through to too under until up us very was we were what when where which while who whom why will with within would you your ' +
    'take taken took place due new date dates month months week weeks year years day days part work make made including include includes included continue continues provide provided ' +
    'january february march april june july august september october november december early late end per cent'
  ).split(' '),
);

/** Longer stems keep endings that hide kinship: satisfaction and satisfied. */
const STEM = 6;

/** A word without its commonest endings, so that "audits" and "audited" meet. */
function stem(word: string): string {
  const plain = word.replace(/['’]s?$/, '');
  if (plain.length <= 4) return plain.replace(/s$/, '');
  return plain.replace(/(?:ations?|ments?|ings?|ions?|ied|ies|ed|es|ly|al|s|e|y)$/, '').slice(0, STEM);
}

/** The words of a text that carry its subject: stems in small letters; figures and common words are left out. */
export function subjectWords(text: string): Set<string> {
  const words = text.toLowerCase().match(/\p{L}[\p{L}'’&-]+/gu) ?? [];
  return new Set(words.filter((word) => !STOP.has(word) && word.length > 2).map(stem));
}

export function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): string[] {
  return [...a].filter((word) => b.has(word));
}

/** How much each word tells: rare words of the plan weigh more. Never 0, so that a plan of one row works too. */
export function wordWeights(texts: readonly string[]): (word: string) => number {
  const counts = new Map<string, number>();
  for (const text of texts) for (const word of subjectWords(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return (word) => Math.log((texts.length + 1) / (counts.get(word) ?? 1)) + 0.2;
}

/** Edits (insert, delete, replace, swap neighbours) that lead from one text to another. */
export function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, index) => index)];
  const at = (i: number, j: number) => rows[i]?.[j] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
          ? at(i - 2, j - 2) + 1
          : Number.POSITIVE_INFINITY;
      row.push(Math.min(at(i - 1, j) + 1, (row[j - 1] ?? 0) + 1, at(i - 1, j - 1) + cost, swapped));
    }
  }
  return at(a.length, b.length);
}

/** From 0 (nothing in common) to 1 (the same words), counted over pairs of neighbouring words. */
export function likeness(a: string, b: string): number {
  const [left, right] = [pairs(a), pairs(b)];
  const common = shared(left, right).length;
  return left.size + right.size === 0 ? 1 : (2 * common) / (left.size + right.size);
}

function pairs(text: string): Set<string> {
  const words = ['', ...(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []), ''];
  return new Set(words.slice(1).map((word, index) => `${words[index]} ${word}`));
}
