import type {
  CardContext,
  DeckItem,
  DeckView,
  ListRow,
  PromiseView,
  StatusView,
  SummaryLine,
  SummaryView,
} from '../../../src/chat/messages.js';
import { civilDate } from '../../../src/domain/calendar/civil-date.js';

/** A card's context, as signed for one person. */
export function aContext(over: Partial<CardContext> = {}): CardContext {
  return {
    v: 1,
    tenant: '00000000-0000-4000-8000-000000000001',
    plan: 'harbour-safety',
    cycle: '2026-12',
    ask: 'k3v9q2m7x4t1r8w5z6p0',
    ref: '4.2',
    basedOn: 'u2',
    sig: 'c2FtcGxl',
    ...over,
  };
}

export function aDeckItem(over: Partial<DeckItem> = {}): DeckItem {
  return {
    ref: '4.2',
    recommendationNumber: '4',
    recommendationText: 'Make the slipway safe after dark.',
    text: 'Lighting plan agreed with the harbour trust.',
    deadline: { date: civilDate('2026-09-30'), passed: true },
    previous: { column: civilDate('2026-09-18'), text: 'The plan was agreed in August.' },
    commitments: [],
    moreCommitments: 0,
    noChangeOffered: true,
    asksWhy: null,
    values: { status: '', text: '', evidence: '' },
    shown: '',
    keptNote: null,
    note: '',
    problem: null,
    asksWhich: false,
    notTaken: false,
    ...over,
  };
}

export function aPromise(over: Partial<PromiseView> = {}): PromiseView {
  return {
    id: '5b1f0c2d9e8a7f64',
    version: 0,
    words: 'The contractor will start work by the end of October.',
    due: civilDate('2026-10-31'),
    promised: civilDate('2026-10-31'),
    answered: false,
    values: { became: '', until: '', why: '' },
    ...over,
  };
}

export function aDeck(over: Partial<DeckView> = {}): DeckView {
  return {
    leadIn: 'Two updates needed by Friday 18 December.',
    result: null,
    follows: '',
    planTitle: 'Harbour safety action plan',
    followUp: null,
    answered: 3,
    asked: 7,
    ways: { rows: [], list: null, back: null, skip: null, several: null },
    item: aDeckItem(),
    unanswered: 2,
    closes: civilDate('2027-01-04'),
    colleagues: [{ id: 'b', name: 'Bilal Okafor' }],
    laterUntil: civilDate('2026-12-16'),
    laterNote:
      'Up to Wednesday 16 December it is on time. After that, up to Wednesday 30 December, you can have more days for this answer. It counts as late, and the portfolio lead sees the day.',
    today: civilDate('2026-11-27'),
    context: aContext(),
    ...over,
  };
}

export function aListRow(over: Partial<ListRow> = {}): ListRow {
  return { ref: '4.1', title: 'Gates', state: 'Open', isOpen: true, isHere: false, context: aContext(), ...over };
}

export function aSummaryLine(over: Partial<SummaryLine> = {}): SummaryLine {
  return {
    ref: '4.1',
    title: 'Slipway surface',
    answer: 'Resurfaced.',
    status: 'complete',
    evidence: [],
    promises: [],
    hasKept: false,
    afterClose: null,
    context: aContext({ ref: '4.1' }),
    ...over,
  };
}

export function aSummary(over: Partial<SummaryView> = {}): SummaryView {
  return {
    leadIn: 'All in.',
    result: null,
    planTitle: 'Harbour safety',
    lines: [aSummaryLine()],
    open: true,
    ...over,
  };
}

export function aStatus(over: Partial<StatusView> = {}): StatusView {
  return { title: 'Harbour safety', summary: 'Due soon.', replies: [], deadlines: [], groups: [], hints: [], ...over };
}
