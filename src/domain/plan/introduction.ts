import type { CivilDate } from '../calendar/civil-date.js';
import type { IntroductionPart, PublishedPlan, PublishedUpdate, Requirement } from './plan.js';

/**
 * What presents a plan is asked about like a row of it: one owner says each quarter whether it is still true, or gives it
 * other words. It stands in no list of requirements, has no status and no column.
 */
export const INTRODUCTION: Requirement = {
  id: 'introduction',
  ref: 'introduction',
  refFrom: 'ours',
  recommendation: '',
  text: 'What presents the plan, before its recommendations.',
  owner: '',
  deadline: null,
  withdrawn: false,
};

/** Whether an asked row, a finding or an update is about the introduction. */
export function isIntroduction({ requirement }: { readonly requirement: string | null }): boolean {
  return requirement === INTRODUCTION.id;
}

type Introduced = Pick<PublishedPlan, 'introduction' | 'requirements'>;

/** Everything that people are asked about: the rows of a plan, and its introduction where it has one. */
export function askedRows({ introduction = [], requirements }: Introduced): readonly Requirement[] {
  return introduction.length === 0 ? requirements : [...requirements, INTRODUCTION];
}

/** The introduction as one text, as it stands in its column; none where there is nothing to say. */
export function introductionUpdates(
  introduction: readonly IntroductionPart[] = [],
  column: CivilDate | undefined,
): readonly PublishedUpdate[] {
  if (introduction.length === 0 || column === undefined) return [];
  return [{ requirement: INTRODUCTION.id, column, kind: 'text', text: introductionText(introduction) }];
}

const HEADING = /^(#{1,6}) +(?=\S)/;
const ITEM = /^- +(?=\S)/;
/** Begins like a mark of ours, and is none. */
const LIKE_A_MARK = /^(?=\\|#{1,6} +\S|- +\S)/;

/**
 * The introduction as a text that can be edited: paragraphs apart by an empty line, "# " before headings (one more for
 * each level), "- " before the items of a list.
 */
export function introductionText(parts: readonly IntroductionPart[]): string {
  return parts.reduce((text, part, at) => {
    const apart = part.kind === 'item' && parts[at - 1]?.kind === 'item' ? '\n' : '\n\n';
    return `${text}${at === 0 ? '' : apart}${lineOf(part)}`;
  }, '');
}

function lineOf(part: IntroductionPart): string {
  if (part.kind === 'heading') return `${'#'.repeat(part.level)} ${part.text}`;
  return part.kind === 'item' ? `- ${part.text}` : part.text.replace(LIKE_A_MARK, '\\');
}

/** Reads what `introductionText` makes, and what people make of it. */
export function introductionParts(text: string): readonly IntroductionPart[] {
  return text
    .split(/\n\s*\n|\n(?=#{1,6} +\S|- +\S)/)
    .map((block) => block.trim())
    .filter((block) => block !== '')
    .flatMap((block): IntroductionPart[] => {
      const heading = HEADING.exec(block);
      if (heading !== null) {
        // a heading is one line; what follows it without an empty line is a paragraph
        const [line = '', ...rest] = block.slice(heading[0].length).split('\n');
        const below = rest.join('\n').trim();
        const said: IntroductionPart = { kind: 'heading', level: heading[1]?.length ?? 1, text: line.trim() };
        return below === '' ? [said] : [said, { kind: 'paragraph', text: below }];
      }
      const item = ITEM.exec(block);
      if (item !== null) return [{ kind: 'item', text: block.slice(item[0].length) }];
      return [{ kind: 'paragraph', text: block.replace(/^\\(?=\\|#{1,6} +\S|- +\S)/, '') }];
    });
}
