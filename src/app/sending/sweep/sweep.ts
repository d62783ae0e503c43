import type { Instant } from '../../../domain/calendar/civil-date.js';
import { makeSettleRemovals } from '../../redacting/settle-removals.js';
import type { PlanPicture } from '../../standing/see-plan.js';
import type { BankHolidays } from '../../store/calendars.js';
import type { Log, NewId } from '../../store/ports.js';
import type { Stores } from '../../store/stores.js';
import type { Courier } from '../courier.js';
import type { Leave } from '../leave.js';
import { makeCloseDue } from './close-due.js';
import type { DigestPart } from './digest-part.js';
import { makeFoldClosed } from './fold-closed.js';
import { byPlan, makeLoadDue } from './load-due.js';
import { reportOf, type SweepReport } from './report.js';
import { type Look, makeReschedule } from './reschedule.js';
import { makeSendDue } from './send-due.js';
import { makeSettleAsks } from './settle-asks.js';
import { makeTellDigest } from './tell-digest.js';
import { makeTellNews, type NewsReport } from './tell-news.js';

/** Without leave it is a dry run: it says what it would send, and writes nothing. */
export type Sweep = (now: Instant, leave: Leave | null) => Promise<SweepReport>;

interface SweepDeps {
  readonly stores: Stores;
  readonly courier: Courier;
  readonly newId: NewId;
  readonly bankHolidays: BankHolidays;
  readonly log: Log;
  /** Whether the service is stopping: what has begun is ended, and nothing else begun. Absent: it never is. */
  readonly stopping?: () => boolean;
}

/**
 * Looks what is due and not yet sent, sends it, and records it. Level-triggered: harmless to run twice, late, or in two
 * processes at once. Nothing goes out at night, at a weekend or on a bank holiday of the plan's region.
 */
export function makeSweep(deps: SweepDeps): Sweep {
  const loadDue = makeLoadDue(deps);
  const closeDue = makeCloseDue(deps);
  const foldClosed = makeFoldClosed(deps);
  const settleAsks = makeSettleAsks(deps);
  const tellNews = makeTellNews(deps);
  const tellDigest = makeTellDigest(deps);
  const settleRemovals = makeSettleRemovals(deps);
  const sendDue = makeSendDue(deps);
  const reschedule = makeReschedule(deps);
  const { stopping = () => false } = deps;
  return async (now, leave) => {
    let looks: readonly Look[] = [];
    const digest: DigestPart[] = [];
    for (const rows of byPlan(await deps.stores.directory.due(now))) {
      if (stopping()) break;
      try {
        const loaded = await loadDue(rows, now);
        const closed = await closeDue(loaded, now, leave);
        await foldClosed(closed, leave);
        const due = await settleAsks(closed, now, leave);
        await settleRemovals(due.picture, now, leave);
        const news = await tellNews(due.picture, now, leave, digest);
        looks = [...looks, { kind: 'looked', due, news }];
      } catch (error) {
        deps.log.error('sweep.plan', { plan: rows[0].plan, error });
        looks = [...looks, { kind: 'failed', rows }];
      }
    }
    if (leave !== null && !stopping()) looks = withDigests(looks, await tellDigest(digest, now, leave));
    // over all plans together, since a person gets one message a day
    const toSend = looks.flatMap((look) =>
      look.kind === 'looked' && look.due.kind === 'send' ? [look.due.picture] : [],
    );
    const sent = await sendDue(toSend, now, leave);
    // what was left stands there as due, and the next start finds it
    if (stopping()) return reportOf(now, looks, sent);
    for (const look of looks) await reschedule(look, sent, now, leave);
    return reportOf(now, looks, sent);
  };
}

/** What was told in digests belongs to the plans that it was about. */
function withDigests(looks: readonly Look[], digests: ReadonlyMap<PlanPicture, NewsReport>): readonly Look[] {
  return looks.map((look) => {
    const more = look.kind === 'looked' && look.due.picture !== null ? digests.get(look.due.picture) : undefined;
    if (look.kind !== 'looked' || more === undefined) return look;
    const again = [look.news.again, more.again].filter((each) => each !== null).sort()[0] ?? null;
    return { ...look, news: { told: [...look.news.told, ...more.told], again } };
  });
}
