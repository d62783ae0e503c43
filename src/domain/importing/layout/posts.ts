import type { Layout, Slot } from '../words/slots.js';
import type { LookedRow, Page } from './looked-rows.js';

/** What it counts that the owner's column prints a post again, however often: the n-th time says less than the second. */
const AGAIN = 1;
/** What it counts against a layout that a post of the owner's column also stands in another column. */
const ELSEWHERE = 2;

/** Short texts that stand at least twice where some layout has the owner. */
export function recurringPosts(layouts: readonly Layout[], pages: readonly Page[]): ReadonlySet<string> {
  const places = new Set(layouts.map(({ slots }) => ownerAt(slots)));
  const counts = new Map<string, number>();
  for (const { looks } of pages.flatMap(({ rows }) => rows)) {
    const words = [...places].flatMap((place) => postAt(looks, place));
    for (const each of new Set(words)) counts.set(each, (counts.get(each) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, count]) => count > 1).map(([words]) => words));
}

/** Short texts that stand at least twice in the owner's cell, and there more often than anywhere else. */
export function postsUnder(layouts: readonly Layout[], pages: readonly Page[]): ReadonlySet<string> {
  const places = placesOf(layouts, pages);
  return new Set([...places].filter(([, { own, else: other }]) => own > 1 && own > other).map(([words]) => words));
}

/** How much the posts of the owners' columns speak for these layouts, one a page: they recur there, and only there. */
export function postsSpeakFor(layouts: readonly Layout[], pages: readonly Page[]): number {
  const places = [...placesOf(layouts, pages).values()].filter(({ own }) => own > 1);
  return places.reduce((sum, { own, else: other }) => sum + AGAIN * Math.log2(own) - ELSEWHERE * other, 0);
}

/** How often each text of an owner's cell stands there, and how often elsewhere. */
function placesOf(
  layouts: readonly Layout[],
  pages: readonly Page[],
): ReadonlyMap<string, { readonly own: number; readonly else: number }> {
  const places = new Map<string, { own: number; else: number }>();
  const eachPage = (visit: (row: LookedRow, place: number) => void) => {
    for (const [index, { rows }] of pages.entries()) {
      const place = ownerAt(layouts[index]?.slots ?? []);
      for (const row of rows) visit(row, place);
    }
  };
  eachPage(({ looks }, place) => {
    for (const words of postAt(looks, place)) {
      const known = places.get(words) ?? { own: 0, else: 0 };
      known.own += 1;
      places.set(words, known);
    }
  });
  eachPage(({ looks }, place) => {
    for (const [at, { words }] of looks.entries()) {
      const known = at === place ? undefined : places.get(words);
      if (known !== undefined) known.else += 1;
    }
  });
  return places;
}

function ownerAt(slots: readonly Slot[]): number {
  return slots.findIndex((slot) => slot.kind === 'owner');
}

function postAt(looks: LookedRow['looks'], place: number): string[] {
  const look = looks[place];
  return look?.form === 'short' && look.words !== '' ? [look.words] : [];
}
