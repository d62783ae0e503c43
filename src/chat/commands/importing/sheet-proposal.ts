import type { makeImportReturnSheet, SheetLine } from '../../../app/asking/import-return-sheet.js';
import { readReference } from '../../../app/asking/sheet-reference.js';
import type { KeptFile } from '../../../app/store/person-store.js';
import type { Stores } from '../../../app/store/stores.js';
import { type FilledSheet, replyOf } from '../../../domain/asking/return-sheet.js';
import { STATUS_WORDS } from '../../../domain/plan/plan.js';
import { counted } from '../../../domain/text/counted.js';
import { shortened } from '../../../domain/text/shortened.js';
import { notice } from '../../turn.js';
import { type Asked, cannot, type Proposal } from '../changes/change.js';
import { planNamed } from '../changes/shown-first.js';
import { group } from './shown-difference.js';

export interface SheetInDeps {
  readonly stores: Stores;
  readonly cardKey: () => Promise<string>;
  readonly importReturnSheet: ReturnType<typeof makeImportReturnSheet>;
}

const NOTHING = 'Nothing was saved';

/** What a return sheet that came back would save, word by word; judged when it is confirmed, like every answer. */
export async function sheetProposal(
  deps: SheetInDeps,
  { who, picture, now }: Asked,
  file: KeptFile,
  sheet: FilledSheet,
): Promise<Proposal> {
  const { plan } = picture.head;
  const reference = readReference(await deps.cardKey(), sheet.reference ?? '');
  const of = picture.decks.find(({ head }) => head.value.person === reference?.person)?.head.value.name;
  const said = sheet.items.map((item) => ({ ref: item.ref, reply: replyOf(item) }));
  const filled = said.filter(({ reply }) => reply.kind !== 'notFilled');
  if (filled.length === 0) return cannot(NOTHING, [`No answer is filled in in ${file.name}.`], ['/status']);
  return {
    kind: 'ready',
    shown: {
      title: `Save the answers of ${file.name}?`,
      sentences: [
        planNamed(plan),
        `${of === undefined || of === '' ? 'The sheet' : `The sheet of ${of}`} has ${counted(filled.length, 'answer')}${filled.length < said.length ? `; ${said.length - filled.length} are not filled in` : ''}.`,
        'They are saved as theirs, entered by you. What somebody has answered since the sheet was made stays.',
        ...sheet.notes,
      ],
      groups: [
        ...group('Would be saved', filled.map(line)),
        ...group(
          'Outside the places for answers, and not saved',
          sheet.elsewhere.map(({ where, text }) => ({ ref: where, text: shortened(text, 200), detail: '' })),
        ),
      ],
    },
    argument: file.id,
    button: 'Save these answers',
    apply: async () => {
      const about = { tenant: who.tenant, plan: plan.id, sheet, by: who.person };
      const outcome = await deps.importReturnSheet(about, now);
      if (outcome.kind === 'refused') return { done: false, message: notice(NOTHING, [outcome.reason], ['/status']) };
      const problems = outcome.lines.filter(({ kind }) => kind === 'problem');
      if (problems.length === 0) await deps.stores.person(who.tenant, who.person).dropFile();
      const saved = outcome.lines.filter(({ kind }) => kind === 'saved').length;
      const mend =
        problems.length === 0 ? [] : ['Correct the sheet where something must be mended, and send it again.'];
      return {
        done: true,
        message: notice(
          `${counted(saved, 'answer')} of ${outcome.forWhom} ${saved === 1 ? 'is' : 'are'} saved`,
          [planNamed(plan), ...outcome.lines.map((each) => `${each.ref}: ${becameWords(each)}`), ...mend],
          ['/status'],
        ),
      };
    },
  };
}

function line({ ref, reply }: { readonly ref: string; readonly reply: ReturnType<typeof replyOf> }) {
  if (reply.kind === 'problem') return { ref, text: 'Must be mended first', detail: reply.problem };
  if (reply.kind === 'notFilled') return { ref, text: 'Not filled in', detail: '' };
  const given = reply.reply;
  if (given.kind === 'noChange') return { ref, text: 'No change', detail: '' };
  const detail = [given.status === null ? '' : STATUS_WORDS[given.status], given.evidence ?? ''];
  return { ref, text: given.text, detail: detail.filter((each) => each !== '').join('; ') };
}

/** What became of one row of a sheet, in words. */
export function becameWords(became: SheetLine): string {
  switch (became.kind) {
    case 'saved': {
      if (became.said === 'words') return 'kept for whoever answers: they are no answer by themselves';
      const what = became.said === 'noChange' ? 'saved as "No change"' : 'saved';
      const over = became.correction ? ', in place of the answer that was there' : '';
      return `${what}${over}${became.afterClose ? '; the quarter is closed, so it is kept for the next revision' : ''}`;
    }
    case 'already':
      return 'saved before';
    case 'notFilled':
      return 'not filled in';
    case 'problem':
      return became.problem;
  }
}
