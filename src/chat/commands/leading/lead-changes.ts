import type { makeChangeLead } from '../../../app/leading/change-lead.js';
import { findPeople, type Known } from '../../../app/people/find-people.js';
import { outOfReach } from '../../../app/people/reach.js';
import type { PageName } from '../../../app/publishing/draft-links.js';
import { leadNames } from '../../../app/standing/see-plan.js';
import type { Stores } from '../../../app/store/stores.js';
import { type CivilDate, longDate } from '../../../domain/calendar/civil-date.js';
import { holdersOf } from '../../../domain/people/assignment.js';
import { typedDay } from '../../../domain/text/dates/typed-day.js';
import { listed } from '../../asking/deck-messages.js';
import { notice } from '../../turn.js';
import { byOf } from '../changes/by-whom.js';
import { type Answered, type Asked, type Change, cannot, type Proposal } from '../changes/change.js';
import { planNamed, reachGroup } from '../changes/shown-first.js';
import { didYouMean } from '../naming/nearest-name.js';

/** What naming a lead or a deputy needs. */
export interface LeadDeps {
  readonly stores: Stores;
  readonly changeLead: ReturnType<typeof makeChangeLead>;
  readonly pageLink: (tenant: string, plan: string, page: PageName, format?: 'docx' | 'xlsx') => Promise<string>;
}

const NOTHING = 'Nobody was named';

/** `/lead Anjali Kestrel`: who leads the plan from now on, named by its executive lead or an administrator. */
export function leadChange(deps: LeadDeps): Change {
  return {
    action: 'nameLead',
    what: 'name the portfolio lead',
    propose: async (asked) => {
      const { picture, argument, inputs } = asked;
      if (argument.trim() === '') return cannot(NOTHING, ['Please say who: /lead and a name.'], ['/people']);
      const found = await personCalled(deps, asked, { command: 'lead', name: argument.trim() });
      if ('kind' in found) return found;
      const { operationalLead } = picture.head.plan;
      const printed = (inputs.text ?? operationalLead ?? found.name).replace(/\s+/g, ' ').trim();
      const before = leadNames(picture);
      if (before.length === 1 && before[0] === found.name) {
        return cannot(NOTHING, [`${found.name} leads the plan already.`], ['/people']);
      }
      return {
        kind: 'ready',
        shown: {
          title: `Make ${found.name} the portfolio lead?`,
          sentences: [
            planNamed(picture.head.plan),
            before.length === 0
              ? 'The plan has no lead now.'
              : `${listed(before)} would no longer lead it, from now on.`,
            'Whoever leads it and whoever led it are told. The quarter, its answers and what was decided stay as they are.',
            operationalLead === null
              ? 'The plan prints no operational lead. From the next revision it prints what stands in the box.'
              : `The plan prints "${operationalLead}" as its operational lead. From the next revision it prints what stands in the box.`,
          ],
          groups: reachGroup(await outOfReach(deps.stores, picture.tenant, [found])),
        },
        texts: [{ input: 'text', label: 'How the plan prints its lead', value: printed }],
        missing: printed === '' ? 'Nobody was named yet: please write how the plan prints its lead.' : undefined,
        argument: found.name,
        button: `Make ${found.name} the lead`,
        hints: ['/people'],
        apply: () => apply(deps, asked, { role: 'lead', to: found, until: null, printed }),
      };
    },
  };
}

/** `/deputy Ben Reed [until 31 January]`, `/deputy none`: who chases, reviews and compiles beside the lead. */
export function deputyChange(deps: LeadDeps): Change {
  return {
    action: 'nameDeputy',
    what: 'name a deputy',
    propose: async (asked) => {
      const { picture, argument } = asked;
      const held = holdersOf('deputy', picture.assignments, picture.day);
      const before = held.map(({ name }) => name);
      const now = before.length === 0 ? 'The plan has no deputy now.' : `${listed(before)} would no longer be.`;
      const [typed = '', end] = argument.trim().split(/,? until /i);
      if (typed === '') return cannot(NOTHING, ['Please say who: /deputy and a name, or /deputy none.'], ['/people']);
      if (/^(?:none|nobody)$/i.test(typed)) {
        if (before.length === 0) return cannot(NOTHING, ['This plan has no deputy.'], ['/people']);
        return {
          kind: 'ready',
          shown: { title: 'Have no deputy any more?', sentences: [planNamed(picture.head.plan), now], groups: [] },
          argument,
          button: 'Have no deputy',
          apply: () => apply(deps, asked, { role: 'deputy', to: null, until: null, printed: null }),
        };
      }
      const until = end === undefined ? null : typedDay(end, picture.day);
      if (end !== undefined && until === null) {
        return cannot(NOTHING, [`"${end}" is no date that I can read. Such as: /deputy Ben Reed until 31 January.`]);
      }
      const found = await personCalled(deps, asked, { command: 'deputy', name: typed });
      if ('kind' in found) return found;
      if (held.some((each) => each.person === found.person && each.until === until)) {
        return cannot(NOTHING, [`${found.name} is the deputy already.`], ['/people']);
      }
      return {
        kind: 'ready',
        shown: {
          title: `Make ${found.name} the deputy?`,
          sentences: [
            planNamed(picture.head.plan),
            now,
            `${found.name} can then see the whole plan, remind, review, compile drafts and make return sheets${until === null ? '' : `, until ${longDate(until)}`}. Opening, closing, assigning and publishing stay with the lead.`,
          ],
          groups: reachGroup(await outOfReach(deps.stores, picture.tenant, [found])),
        },
        argument,
        button: `Make ${found.name} the deputy`,
        hints: ['/people'],
        apply: () => apply(deps, asked, { role: 'deputy', to: found, until, printed: null }),
      };
    },
  };
}

/** The one person who is called like this, or what to say where nobody is, or several. */
async function personCalled(
  deps: LeadDeps,
  { who, picture }: Asked,
  { command, name }: { readonly command: 'lead' | 'deputy'; readonly name: string },
): Promise<Known | Proposal> {
  const found = await findPeople(deps.stores, who.tenant, picture.assignments, name);
  const [person, another] = found;
  if (person !== undefined && another === undefined) return person;
  if (person === undefined) {
    const near = didYouMean(
      name,
      picture.assignments.map((each) => each.name),
    );
    const how = 'Write the name as Teams shows it, or add the app to a team of theirs first.';
    return cannot(NOTHING, [
      `Nobody called "${name}" is in this plan or in a team that has Quarterdeck.${near} ${how}`,
    ]);
  }
  const names = found.slice(0, 5).map((each) => each.name);
  const commands = names.map((each) => ({ title: each, text: `/${command} ${picture.head.plan.id} ${each}` }));
  const paragraphs = [`Several people are called like "${name}": ${names.join(', ')}.`];
  return {
    kind: 'refused',
    message: { kind: 'notice', notice: { heading: 'Who is meant?', paragraphs, commands, links: [] } },
  };
}

async function apply(
  deps: LeadDeps,
  { who, picture, now }: Asked,
  {
    role,
    to,
    until,
    printed,
  }: {
    readonly role: 'lead' | 'deputy';
    readonly to: Known | null;
    readonly until: CivilDate | null;
    readonly printed: string | null;
  },
): Promise<Answered> {
  const by = { key: await byOf(deps.stores, who), person: who.person, name: who.name };
  const plan = picture.head.plan.id;
  const outcome = await deps.changeLead({ tenant: who.tenant, plan, role, to, until, printed, by }, now);
  if (outcome.kind === 'refused') return { done: false, message: notice(NOTHING, [outcome.reason], ['/people']) };
  if (role === 'deputy') {
    const heading = to === null ? 'The plan has no deputy now' : `${to.name} is the deputy now`;
    return { done: true, message: notice(heading, ['They are told.'], ['/people']) };
  }
  const printedWords = `From the next revision the plan prints: ${printed ?? ''}.`;
  const heading = `${to?.name ?? 'Nobody'} leads the plan now`;
  const paragraphs = ['They are told, with the way to the page of the handover.', printedWords];
  const url = await deps.pageLink(who.tenant, plan, { kind: 'handover' });
  const links = [{ title: 'The handover on one page', url }];
  return { done: true, message: { kind: 'notice', notice: { heading, paragraphs, commands: [], links } } };
}
