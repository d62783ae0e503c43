import { lastCycle, type makeFinishPlan, type makeReopenPlan } from '../../../app/leading/finish-plan.js';
import type { Stores } from '../../../app/store/stores.js';
import { type CivilDate, longDate, parseCivilDate } from '../../../domain/calendar/civil-date.js';
import { isUnderWay } from '../../../domain/plan/cycle.js';
import type { PublishedPlan } from '../../../domain/plan/plan.js';
import { lastNote, outcomeWords, reopenedNote } from '../../../domain/publishing/last-revision.js';
import { typedDay } from '../../../domain/text/dates/typed-day.js';
import type { StatusGroup } from '../../messages.js';
import type { Asked, Change } from '../changes/change.js';
import { courseChange } from './course-changes.js';

/** What ending a plan needs. */
export interface FinishDeps {
  readonly stores: Stores;
  readonly finishPlan: ReturnType<typeof makeFinishPlan>;
  readonly reopenPlan: ReturnType<typeof makeReopenPlan>;
}

/** `/finish [date] because …`: the next revision is the plan's last, with the outcome of each row. */
export function finishChange(deps: FinishDeps): Change {
  return courseChange(
    deps.stores,
    { action: 'finish', what: 'end the plan', nothing: 'Nothing was ended' },
    async (asked) => {
      const { picture } = asked;
      const published = await picture.plan.published();
      const newest = published.columns.at(-1) ?? null;
      const revision = dateOf(asked);
      const about = { reason: '', revision, newest, day: picture.day, newId: () => '' };
      const last = lastCycle(picture.head, about);
      if (typeof last === 'string') return last;
      const asks = isUnderWay(picture.head.cycle);
      return {
        title: `End the plan with the revision of ${longDate(last.revision)}?`,
        sentences: [
          'It is the last revision, and prints how each row ended, as below. A row that is not complete can still be completed, transferred or discharged before.',
          `It also prints, with your reason: "${lastNote('…')}"`,
          asks
            ? 'The quarter that is under way goes on as it is until then.'
            : 'Nobody is asked for it. It is compiled, reviewed, signed and made like every other.',
          'Once it is made, nobody is asked any more and everybody with a part in the plan is told. It stays readable, and you can reopen it.',
        ],
        groups: outcomeGroups(published),
        ...(asks ? {} : { dates: [{ input: 'revision', label: 'Date of the last revision', value: last.revision }] }),
        reasonFor: 'Why does it end? The last revision prints it',
        button: 'End the plan',
        argument: asks ? '' : longDate(last.revision),
        done: [
          `The revision of ${longDate(last.revision)} will be the last`,
          ['It is made as usual. Until then, /reopen takes this back.'],
          ['/compile', '/status'],
        ],
      };
    },
    (input, asked, _shown, now) => deps.finishPlan({ ...input, revision: dateOf(asked) }, now),
  );
}

/** `/reopen because …`: a plan that has ended, or is to end, goes on. */
export function reopenChange(deps: FinishDeps): Change {
  return courseChange(
    deps.stores,
    { action: 'finish', what: 'reopen the plan', nothing: 'Nothing was reopened' },
    ({ picture: { head } }) => {
      const { finished, cycle } = head;
      const isEnding = cycle?.last !== undefined && isUnderWay(cycle);
      if (finished === undefined && !isEnding) return 'This plan has not ended, so there is nothing to reopen.';
      return {
        title: finished === undefined ? 'Let the plan go on?' : 'Reopen the plan?',
        sentences:
          finished === undefined
            ? ['Its next revision is not the last one any more, and prints no outcomes.']
            : [
                'Quarters can be opened again. Nobody is messaged of it now.',
                `The next revision prints, with your reason: "${reopenedNote(finished.on, '…')}"`,
              ],
        reasonFor: finished === undefined ? 'Why? It stands in the history' : 'Why? The next revision prints it',
        button: 'Reopen it',
        done: ['The plan is open again', [], ['/open', '/status']],
      };
    },
    (input, _asked, _shown, now) => deps.reopenPlan(input, now),
  );
}

/** The date of the last revision as chosen on the card, else as typed before the reason; null where none was. */
function dateOf({ argument, inputs, picture }: Asked): CivilDate | null {
  const chosen = parseCivilDate(inputs.revision ?? '');
  if (chosen !== undefined) return chosen;
  const [words = ''] = argument.split(/\bbecause\b/i);
  return typedDay(words, picture.day);
}

/** Rows by how they would end, those that are not complete first. */
function outcomeGroups(published: PublishedPlan): readonly StatusGroup[] {
  const byOutcome = new Map<string, string[]>();
  for (const row of published.requirements) {
    if (row.withdrawn) continue;
    const words = outcomeWords(published, row).replace('Outcome: ', '');
    byOutcome.set(words, [...(byOutcome.get(words) ?? []), row.ref]);
  }
  const lines = [...byOutcome]
    .toSorted(([a], [b]) => Number(b.startsWith('not complete')) - Number(a.startsWith('not complete')))
    .map(([words, refs]) => ({
      ref: words.charAt(0).toUpperCase() + words.slice(1),
      text: refs.join(', '),
      detail: '',
    }));
  return [{ heading: 'How each row ends', lines }];
}
