import type { AssignmentLine } from '../asking/read-assignment.js';
import type { Named } from './import-plan.js';

const WHO = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[^\s<>,;()]+@[^\s<>,;()]+/i;

/** "Ada Moss <ada@harbour.example>" as a line of an assignment file. A contributor may have a name alone. */
export function staffLine({ ref, who, question }: Named): AssignmentLine {
  const known = WHO.exec(who)?.[0];
  const isOwner = question === undefined;
  const person = known ?? (isOwner ? who : '');
  const name = who
    .replace(person, '')
    .replace(/[<>,;()]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const line = { line: 0, where: `Row ${ref}`, target: ref, person, name, until: '' };
  return isOwner ? { ...line, role: 'owner' } : { ...line, role: 'contributor', question };
}
