import { createHmac, timingSafeEqual } from 'node:crypto';
import type { CivilDate } from '../../domain/calendar/civil-date.js';
import type { ColumnIssue } from '../../domain/plan/plan.js';
import { documentOf } from '../../domain/publishing/compile.js';
import type { RevisionDocument, Seal } from '../../domain/publishing/revision.js';
import type { SheetFor } from '../asking/make-return-sheet.js';
import type { Compiled, PlanHead, Stores } from '../store/stores.js';

/** How long a link to a compiled file works: long enough to open it, too short to be passed around. */
const LINK_LASTS_MS = 30 * 60_000;

/** What a link names in the place of a format for all that goes on the website. */
export const PACKAGE = 'website';

/** What a link names. */
export interface DraftLink {
  readonly tenant: string;
  readonly plan: string;
  readonly compiled: string;
  readonly format: string;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** The path of a signed link to one format of a compiled draft or revision. `wallNow` in milliseconds. */
export function draftPath(key: string, link: Omit<DraftLink, 'until'>, wallNow: number): string {
  const said = [link.tenant, link.plan, link.compiled, link.format, String(wallNow + LINK_LASTS_MS)];
  return `/files/${said.map(encodeURIComponent).join('/')}/${signatureOf(key, said)}`;
}

/** Reads a path made by `draftPath`; null when it was not, was changed, or has lapsed. */
export function readDraftPath(key: string, path: string, wallNow: number): DraftLink | null {
  const parts = decodedParts(path);
  const [tenant, plan, compiled, format, until, signature] = parts;
  if (parts.length !== 6 || !tenant || !plan || !compiled || !format || !until || !signature) return null;
  const wanted = Buffer.from(signatureOf(key, [tenant, plan, compiled, format, until]));
  const given = Buffer.from(signature);
  if (wanted.length !== given.length || !timingSafeEqual(wanted, given)) return null;
  return Number(until) < wallNow ? null : { tenant, plan, compiled, format, until: Number(until) };
}

/** What stands after "/files/"; nothing where it is no text in UTF-8. */
function decodedParts(path: string): readonly string[] {
  try {
    return path.split('/').slice(2).map(decodeURIComponent);
  } catch {
    return [];
  }
}

/** What a link to a return sheet names in the place of a compiled document. */
export function sheetName(wanted: SheetFor): string {
  return wanted.kind === 'post' ? `sheet:post:${wanted.post}` : `sheet:person:${wanted.person}`;
}

/** Reads a name made by `sheetName`; null for a compiled document's id. */
export function readSheetName(name: string): SheetFor | null {
  const match = /^sheet:(post|person):(.+)$/s.exec(name);
  if (match === null) return null;
  const [, kind, who = ''] = match;
  return kind === 'post' ? { kind: 'post', post: who } : { kind: 'person', person: who };
}

/** What a link names in the place of a compiled document for a file that somebody sent; `format` says what is made of it. */
export function sentFileName(person: string, file: string): string {
  return `sent:${person}:${file}`;
}

/** Reads a name made by `sentFileName`; null for everything else. */
export function readSentFileName(name: string): { readonly person: string; readonly file: string } | null {
  const [, person, file] = /^sent:([^:]+):([0-9a-f]{40})$/.exec(name) ?? [];
  return person === undefined || file === undefined ? null : { person, file };
}

/** Pages about a plan that are drawn when they are opened, as a link names them in the place of a compiled document. */
export type PageName =
  | { readonly kind: 'review' | 'year' | 'handover' }
  /** For a board: what changed since a day, and what is promised until another; empty where none was named. */
  | { readonly kind: 'paper'; readonly since: string; readonly until: string }
  /** What is kept of a row, or of all where `ref` is empty. */
  | { readonly kind: 'inspection'; readonly ref: string }
  /** About a draft, by its number: the executive lead's page, and what changed word by word. */
  | { readonly kind: 'onePage' | 'differences'; readonly draft: number };

/** What a link to a page names. */
export function pageName(page: PageName): string {
  switch (page.kind) {
    case 'review':
    case 'year':
    case 'handover':
      return `page:${page.kind}`;
    case 'paper':
      return `page:paper:${page.since}:${page.until}`;
    case 'inspection':
      return `page:inspection:${page.ref}`;
    case 'onePage':
    case 'differences':
      return `page:${page.kind}:${page.draft}`;
  }
}

/** Reads a name made by `pageName`; null for everything else. */
export function readPageName(name: string): PageName | null {
  if (name === 'page:review') return { kind: 'review' };
  if (name === 'page:handover') return { kind: 'handover' };
  if (name === 'page:year') return { kind: 'year' };
  const [, since, until] = /^page:paper:([\d-]*):([\d-]*)$/.exec(name) ?? [];
  if (since !== undefined && until !== undefined) return { kind: 'paper', since, until };
  const [, ref] = /^page:inspection:(.{0,40})$/s.exec(name) ?? [];
  if (ref !== undefined) return { kind: 'inspection', ref };
  const [, kind, draft] = /^page:(onePage|differences):(\d{1,6})$/.exec(name) ?? [];
  return kind === 'onePage' || kind === 'differences' ? { kind, draft: Number(draft) } : null;
}

/** Loads the neutral document of a compiled draft or revision; null when there is none. */
export function makeLoadCompiled(deps: { readonly stores: Stores }) {
  return async (tenant: string, plan: string, id: string): Promise<RevisionDocument | null> => {
    const store = deps.stores.plan(tenant, plan);
    const compiled = await store.compiled(id);
    const head = await store.head();
    if (compiled === null || head === null) return null;
    return documentOfCompiled(compiled, head.value);
  };
}

/** A compiled draft or revision with its seal: the same however often and by whichever door it is fetched. */
export function documentOfCompiled(compiled: Compiled, head: PlanHead): RevisionDocument {
  const { number, at, hash, published, signed } = compiled;
  const { protectiveMarking: marking, zone } = head.settings;
  const seal: Seal = head.revisions.includes(compiled.id)
    ? {
        kind: 'revision',
        number,
        signedBy: signed?.by ?? null,
        signedAt: signed?.at ?? at,
        hash,
        ...removedOn(compiled),
        ...issuesOf(compiled),
      }
    : { kind: 'draft', number, compiledAt: at, marking };
  return { ...documentOf(published, seal), zone };
}

/** The days on which words were removed from what was compiled, each once. */
function removedOn({ redacted = [] }: Compiled): { readonly removedOn?: readonly CivilDate[] } {
  const days = [...new Set(redacted.map(({ on }) => on))].sort();
  return days.length === 0 ? {} : { removedOn: days };
}

/** Of each column that was issued again the newest issue. */
function issuesOf({ published: { issues = [] } }: Compiled): { readonly issues?: readonly ColumnIssue[] } {
  const newest = [...new Map(issues.map((each) => [each.column, each])).values()];
  return newest.length === 0 ? {} : { issues: newest };
}

/** A stable name for a file: "dcp-draft-3", "dcp-2027-01-11". */
export function fileStem(plan: string, document: RevisionDocument): string {
  const { seal, date } = document;
  if (seal.kind === 'draft') return `${plan}-draft-${seal.number}`;
  const issue = seal.issues?.find(({ column }) => column === date)?.issue;
  return issue === undefined ? `${plan}-${date}` : `${plan}-${date}-issue-${issue}`;
}

function signatureOf(key: string, said: readonly string[]): string {
  return createHmac('sha256', key)
    .update(JSON.stringify(['file', ...said]))
    .digest('base64url');
}
