import { type CivilDate, longDate } from '../calendar/civil-date.js';
import { type Amendment, calledBy, invalid, notFound } from './amend.js';
import type { PublishedPlan, Requirement, Status, Transfer } from './plan.js';

/** Where the work went, as the lead says it. */
export type TransferSaid = Pick<Transfer, 'to' | 'watchedBy' | 'lookAgain'>;

/**
 * A requirement, or a whole recommendation by its number, that another plan or body carries on. `printedBy`: the date of
 * the revision that will print it, where a quarter is open, else null.
 */
export function transferred(
  published: PublishedPlan,
  ref: string,
  said: TransferSaid,
  { today, printedBy }: { readonly today: CivilDate; readonly printedBy: CivilDate | null },
): Amendment {
  const called = calledBy(published, ref);
  if (called === null) return notFound(ref);
  const [to, watchedBy] = [said.to.trim(), said.watchedBy.trim()];
  if (to === '') return invalid('Say where the work goes: which body, or which plan.');
  if (watchedBy === '') return invalid('Say who watches it there.');
  const { lookAgain } = said;
  if (lookAgain <= today) return invalid(`The day to look again must lie ahead. You gave ${longDate(lookAgain)}.`);
  if (printedBy !== null && lookAgain <= printedBy) {
    return invalid(
      `The day to look again must come after the revision of ${longDate(printedBy)}, which prints the transfer. You gave ${longDate(lookAgain)}.`,
    );
  }
  const closed = called.requirements.find(({ id }) => published.discharges[id] !== undefined);
  if (closed !== undefined) return invalid(`${closed.ref} is discharged, so there is nothing left to hand on.`);
  if (called.requirements.every(({ transfer }) => isSame(transfer, { to, watchedBy, lookAgain }))) {
    return invalid(`That is recorded of ${called.about} already: ${transferWords({ to, watchedBy, lookAgain })}`);
  }
  const after = published.columns.at(-1) ?? null;
  return amended(published, called, (row, before) => ({
    row: { ...row, transfer: { to, watchedBy, lookAgain, after, before: row.transfer?.before ?? before } },
    status: 'transferred',
  }));
}

/** Takes a transfer back: its rows are asked about as before, with the status that they had. */
export function transferTakenBack(published: PublishedPlan, ref: string): Amendment {
  const called = calledBy(published, ref);
  if (called === null) return notFound(ref);
  const requirements = called.requirements.filter(({ transfer }) => transfer !== undefined);
  if (requirements.length === 0)
    return invalid(`No transfer of ${called.about} is recorded, so there is none to take back.`);
  return amended(published, { ...called, requirements }, ({ transfer, ...row }, status) => ({
    row,
    status: transfer?.before ?? status,
  }));
}

/** The sentences that a revision prints of a transfer. */
export function transferWords({ to, watchedBy, lookAgain }: TransferSaid): string {
  return `Transferred to ${to}. Watched there by ${watchedBy}. To be looked at again on ${longDate(lookAgain)}.`;
}

/** What the next column prints of transfers that none has printed yet, by requirement id. */
export function transfersToPrint({ requirements, columns }: PublishedPlan): ReadonlyMap<string, string> {
  const newest = columns.at(-1) ?? null;
  return new Map(
    requirements.flatMap(({ id, transfer, withdrawn }): [string, string][] =>
      transfer === undefined || withdrawn || transfer.after !== newest ? [] : [[id, transferWords(transfer)]],
    ),
  );
}

function isSame(transfer: Transfer | undefined, said: TransferSaid): boolean {
  return transfer !== undefined && transferWords(transfer) === transferWords(said);
}

function amended(
  published: PublishedPlan,
  { about, requirements }: { readonly about: string; readonly requirements: readonly Requirement[] },
  change: (row: Requirement, status: Status) => { readonly row: Requirement; readonly status: Status },
): Amendment {
  const statuses: Record<string, Status> = { ...published.statuses };
  const statusWords: Record<string, string> = { ...published.statusWords };
  const statusDates: Record<string, CivilDate> = { ...published.statusDates };
  const changed = new Map(
    requirements.map((each) => {
      const { row, status } = change(each, published.statuses[each.id] ?? 'notStated');
      statuses[each.id] = status;
      delete statusWords[each.id];
      delete statusDates[each.id];
      return [each.id, row];
    }),
  );
  const { statusWords: _words, statusDates: _dates, ...rest } = published;
  return {
    kind: 'amended',
    published: {
      ...rest,
      requirements: published.requirements.map((each) => changed.get(each.id) ?? each),
      statuses,
      ...(Object.keys(statusWords).length === 0 ? {} : { statusWords }),
      ...(Object.keys(statusDates).length === 0 ? {} : { statusDates }),
    },
    about,
    requirements: [...changed.values()],
  };
}
