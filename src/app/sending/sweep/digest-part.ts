import type { Wish } from '../../../domain/sending/delivery.js';
import type { PlanPicture } from '../../standing/see-plan.js';
import type { NewsOfRow, OwedNews } from '../owed-news.js';

/** Something for a lead's digest of the day. */
export interface DigestPart {
  readonly picture: PlanPicture;
  readonly owed: OwedNews;
  readonly wish: Wish;
}

/** What a lead is told with all else of the day; whatever waits for them alone is told at once. */
const IN_DIGEST: ReadonlySet<NewsOfRow['kind']> = new Set<NewsOfRow['kind']>([
  'handedOver',
  'takenBack',
  'afterClose',
  'moreDays',
  'note',
  'away',
  'backAgain',
  'closed',
  'sheetOut',
  'duty',
]);

/** Whether a piece of news waits for the digest. `leads`: those of its plan. What somebody receives themselves does not. */
export function isForDigest({ person, news }: OwedNews, leads: ReadonlySet<string>): boolean {
  if (!leads.has(person) || !IN_DIGEST.has(news.kind)) return false;
  if (news.kind === 'handedOver') return news.to !== null;
  return news.kind !== 'away' && news.kind !== 'backAgain' ? true : news.standIn?.isReader !== true;
}
