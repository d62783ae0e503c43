import type { IntroductionPart } from '../../../../domain/plan/plan.js';
import type { RevisionDocument } from '../../../../domain/publishing/revision.js';

/** The introduction as it is printed: no heading stands more than one level below the heading before it (WCAG 2.2, 1.3.1). */
export function introductionParts({ introduction = [] }: RevisionDocument): readonly IntroductionPart[] {
  let before = 0;
  return introduction.map((part) => {
    if (part.kind !== 'heading') return part;
    before = Math.min(part.level, before + 1);
    return { ...part, level: before };
  });
}
