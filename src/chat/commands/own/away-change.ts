import type { Absence, makeBeAway } from '../../../app/handing-over/be-away.js';
import { findPeople } from '../../../app/people/find-people.js';
import { reachWords, readReach } from '../../../app/people/reach.js';
import { openItems } from '../../../app/sending/people-due.js';
import type { Stores } from '../../../app/store/stores.js';
import { addDays, type CivilDate, laterOf, longDay, parseCivilDate } from '../../../domain/calendar/civil-date.js';
import { readTypedAway } from '../../../domain/people/typed-away.js';
import { listed } from '../../asking/deck-messages.js';
import { notice } from '../../turn.js';
import { byOf } from '../changes/by-whom.js';
import { type Asked, type Change, cannot, type Proposal } from '../changes/change.js';
import { planNamed } from '../changes/shown-first.js';
import { nameOf } from './back-change.js';

/** What being away needs. */
export interface AwayDeps {
  readonly stores: Stores;
  readonly beAway: ReturnType<typeof makeBeAway>;
}

const NOTHING = 'Nothing was changed';
const HOW = 'Such as: /away 7 to 18 December, and a comma and a name where somebody stands in for you.';

/** `/away 7 to 18 December[, a name]`: reminders pause, and whoever stands in is asked. */
export function awayChange(deps: AwayDeps): Change {
  return { action: 'beAway', what: 'say who is away', propose: (asked) => propose(deps, asked) };
}

async function propose(deps: AwayDeps, asked: Asked): Promise<Proposal> {
  const { picture, inputs, who } = asked;
  const typed = readTypedAway(asked.argument, picture.day);
  const from = parseCivilDate(inputs.from ?? '') ?? typed.from;
  const until = parseCivilDate(inputs.until ?? '') ?? typed.until;
  if (from === null || until === null) return cannot(NOTHING, ['Please say from when until when you are away.', HOW]);
  if (until < from || until < picture.day) {
    const days = `${longDay(from)} to ${longDay(until)}`;
    return cannot(NOTHING, [`${days} is past, or the wrong way round. Please give a first and a last day.`, HOW]);
  }
  const name = (inputs.name ?? typed.name).trim();
  const dates = { from: laterOf(from, picture.day), until };
  if (name === '') return ready(deps, asked, { ...dates, standIn: null });
  const called = await findPeople(deps.stores, who.tenant, picture.assignments, name);
  const [standIn, another] = called.filter(({ person }) => person !== who.person);
  const again = [`/away ${picture.head.plan.id} ${from} to ${until}`];
  if (standIn === undefined) {
    const why = `Nobody called "${name}" is in this plan or in a team that has Quarterdeck. Please write the name as Teams shows it.`;
    return cannot(NOTHING, [why], again);
  }
  if (another !== undefined) {
    const names = called.slice(0, 5).map((each) => each.name);
    return cannot(
      NOTHING,
      [`Several people are called like "${name}": ${names.join(', ')}.`],
      [...names.map((each) => `${again[0]}, ${each}`.slice(0, 200))],
    );
  }
  const reach = await readReach(deps.stores, who.tenant, standIn.person);
  if (reach.kind === 'reachable') return ready(deps, asked, { ...dates, standIn });
  const why = `${standIn.name} ${reachWords(reach)}, so they cannot stand in for you. Please name somebody else, or ask the portfolio lead.`;
  return cannot(NOTHING, [why], again);
}

function ready(deps: AwayDeps, asked: Asked, absence: Absence): Proposal {
  const { picture } = asked;
  const { from, until, standIn } = absence;
  return {
    kind: 'ready',
    shown: {
      title: `Away from ${longDay(from)} to ${longDay(until)}?`,
      sentences: [
        planNamed(picture.head.plan),
        'You are not reminded in that time. It makes nothing less late: what is due then still counts as late after its day.',
        ...whoStandsIn(asked, absence),
        'You can end it at any time: write /back.',
      ],
      groups: [],
    },
    dates: [
      { input: 'from', label: 'First day away', value: from },
      { input: 'until', label: 'Last day away', value: until },
    ],
    texts: [{ input: 'name', label: 'Who stands in for you (may stay empty)', value: standIn?.name ?? '' }],
    argument: `${from} to ${until}${standIn === null ? '' : `, ${standIn.name}`}`,
    button: standIn === null ? 'Yes, I am away' : `Yes, ${standIn.name} stands in`,
    apply: () => apply(deps, asked, absence),
  };
}

function whoStandsIn({ picture, who }: Asked, { from, until, standIn }: Absence): readonly string[] {
  if (standIn === null) {
    return ['Nobody stands in for you. To name somebody, write the name below: it is shown again before it is done.'];
  }
  const deck = picture.decks.find(({ head }) => head.value.person === who.person);
  const open = deck === undefined ? [] : openItems(deck).map(({ ref }) => ref);
  const rows =
    open.length === 0
      ? 'What is open'
      : `What is open (now ${listed(open.slice(0, MOST_NAMED))}${open.length > MOST_NAMED ? ' and more' : ''})`;
  return [
    `${standIn.name} stands in. ${rows} is asked of them from ${longDay(from)}, and of you again from ${longDay(dayAfter(until))}. They and the portfolio lead are told once.`,
  ];
}
const MOST_NAMED = 8;

function dayAfter(day: CivilDate): CivilDate {
  return addDays(day, 1);
}

async function apply(deps: AwayDeps, asked: Asked, absence: Absence) {
  const { who, picture, now } = asked;
  const { tenant, person } = who;
  const by = { key: await byOf(deps.stores, who), name: nameOf(asked) };
  const outcome = await deps.beAway({ tenant, plan: picture.head.plan.id, person, by, ...absence }, now);
  if (outcome.kind === 'refused') return { done: false, message: notice(NOTHING, [outcome.reason], ['/status']) };
  const { from, until, standIn } = absence;
  const told = standIn === null ? 'The portfolio lead is told.' : `${standIn.name} and the portfolio lead are told.`;
  const message = notice(
    `Away from ${longDay(from)} to ${longDay(until)}`,
    [told, 'Back sooner? Write /back.'],
    ['/back'],
  );
  return { done: true, message };
}
