import type { TitleBlock } from '../matching/finding.js';
import { mayBeName, NAME } from './name-words.js';

/** Ranks and titles that one person may be written with, each list one rank. */
const SAME_RANK: readonly (readonly string[])[] = [
  ['cc', 'chief constable'],
  ['dcc', 'deputy chief constable'],
  ['acc', 'assistant chief constable'],
  ['dcs', 'dchsupt', 'detective chief superintendent', 'chief superintendent', 'ch supt'],
  ['dsu', 'dsupt', 'detective superintendent', 'superintendent', 'supt', 'det supt'],
  ['dci', 'ci', 'detective chief inspector', 'chief inspector', 'ch insp'],
  ['di', 'detective inspector', 'inspector', 'insp', 'det insp'],
  ['ds', 'ps', 'detective sergeant', 'sergeant', 'sgt'],
  ['cllr', 'councillor'],
  ['dr', 'doctor'],
  ['prof', 'professor'],
  ['cfo', 'chief fire officer'],
  ['dcfo', 'deputy chief fire officer'],
  ['acfo', 'assistant chief fire officer'],
  ['gm', 'group manager'],
  ['wm', 'watch manager'],
  ['sm', 'station manager'],
  ['am', 'area manager'],
];

const PROPER = new RegExp(NAME, 'gu');

/** Whether the title block names the person or body that these words name, whatever the way in which a rank is written. */
export function isInTitleBlock(words: string, { title, leads }: TitleBlock): boolean {
  const plain = words.replaceAll('’', "'").replace(/'s$/, '');
  const inTitle = ` ${title.replaceAll('’', "'").replace(/[^\p{L}\p{N}'-]+/gu, ' ')} `;
  // one word of a title is too little: "Mark" may stand there and be somebody else here
  if (plain.includes(' ') && new RegExp(`[ ]${escaped(plain)}(?:'s)?[ ]`, 'u').test(inTitle)) return true;
  const own = partsOf(plain);
  return leads.some((lead) => {
    const other = partsOf(lead);
    if (own.names.length === 0 || other.names.length === 0) return false;
    const surname = own.names.at(-1) === other.names.at(-1);
    if (own.rank !== null) return surname && own.rank === other.rank && !contradict(own.names, other.names);
    return surname && own.names.length > 1 && own.names.every((each) => other.names.includes(each));
  });
}

/** Two first names beside one surname are two people: "DCI Dawn Perry" and "DCI Alan Perry". */
function contradict(own: readonly string[], other: readonly string[]): boolean {
  return own.length > 1 && other.length > 1 && !own.slice(0, -1).some((each) => other.includes(each));
}

function partsOf(words: string): { readonly rank: number | null; readonly names: readonly string[] } {
  const plain = words
    .replace(/[.,]/g, ' ')
    .replace(/^[TAD]\//, '')
    .replace(/^(?:temporary|acting) /i, '');
  const small = plain.toLowerCase();
  const best = SAME_RANK.flatMap((forms, rank) => forms.map((form) => ({ form, rank })))
    .filter(({ form }) => small.startsWith(`${form} `))
    .sort((a, b) => b.form.length - a.form.length)[0];
  const names = [...plain.slice(best?.form.length ?? 0).matchAll(PROPER)].map(([word]) => word);
  return { rank: best?.rank ?? null, names: names.filter((each) => mayBeName(each)) };
}

function escaped(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
