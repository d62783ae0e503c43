import type { ReadPlan } from '../account/reading.js';
import type { Header } from '../header/header.js';
import type { PlanLine } from '../layout/lines.js';

/** The texts and values of a finished plan by the places that the ledger's claims name. */
export function textsOf(plan: ReadPlan, lines: readonly PlanLine[], header: Header): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const deadlines = new Map(plan.recommendations.map((each) => [each.number, each.deadline]));
  for (const { number, text, group } of plan.recommendations) {
    texts.set(`recommendation:${number}`, text ?? '');
    if (group !== undefined) texts.set(`group:${group}`, group);
  }
  for (const each of plan.requirements) {
    texts.set(`requirement:${each.key}`, each.text ?? '');
    texts.set(`owner:${each.key}`, each.owner);
    texts.set(`number:${each.key}`, each.ref);
    texts.set(`status:${each.key}:${each.status}`, '');
    texts.set(`status words:${each.key}`, each.statusWords ?? '');
    if (each.discharge !== null) texts.set(`discharge:${each.key}`, '');
    const deadline = each.deadline ?? deadlines.get(each.recommendation) ?? null;
    if (deadline === null) continue;
    texts.set(`deadline:${each.key}:${deadline.date}`, '');
    texts.set(`deadline:${each.key}:${deadline.original}`, '');
    texts.set(`moves:${each.key}:${deadline.moves.length}`, '');
  }
  for (const line of lines) {
    if (deadlines.has(line.printed ?? '')) texts.set(`recommendation of:${line.key}`, line.printed ?? '');
    const deadline = line.bare ? deadlines.get(line.recommendation) : null;
    if (deadline) {
      texts.set(`deadline:${line.key}:${deadline.date}`, '');
      texts.set(`deadline:${line.key}:${deadline.original}`, '');
      texts.set(`moves:${line.key}:${deadline.moves.length}`, '');
    }
  }
  for (const each of plan.updates) texts.set(`update:${each.requirement}:${each.column}`, each.text);
  for (const { place, text } of plan.frame) {
    const key = `frame:${place.line}:${place.column ?? ''}`;
    // several labels may stand in one line
    texts.set(key, [texts.get(key) ?? [], text].flat().join('\n'));
  }
  texts.set('introduction', (plan.introduction ?? []).map(({ text }) => text).join('\n'));
  texts.set('headings', header.row.cells.map((cell) => cell.text).join('\n'));
  return texts;
}
