import type { Raised, Review } from '../matching/finding.js';
import { matches, raiseEach } from '../matching/pattern-rule.js';

const INTERNAL = [
  /https?:\/\/(?:[\w-]+\.)*(?:sharepoint\.com|teams\.microsoft\.com|[\w-]*intranet[\w-]*|[\w-]+\.(?:local|internal|pnn)|localhost)(?:[/.:][^\s)]*)?(?<![.,;])/gi,
  // A host without a dot is found only inside.
  /https?:\/\/[\w-]+(?=[/:\s]|$)[^\s)]*(?<![.,;])/gi,
  /(?<!\w)[A-Za-z]:[\\/](?!\/)[^\s<>"|?*]+(?<![.,;])/g,
  /\\\\[\w.-]+\\[^\s<>"|?*]+(?<![.,;])/g,
  /\bfile:\/\/\S+/gi,
  // File names are read up to 100 characters back from their ending.
  /(?<![\w/.])[\w()-]{1,100}\.(?:docx?|xlsx?|pptx?|pdf|msg|one|vsdx?)\b/gi,
];

/** Links, paths and file names that only work inside the organisation. */
export function internalLink(review: Review): Raised[] {
  return raiseEach(
    review,
    {
      rule: 'internal-link',
      what: 'A link, path or file name that the public cannot open.',
      suggestion: 'Take it out, or give the public address.',
      severity: 'mustDecide',
    },
    (text) => INTERNAL.flatMap((pattern) => matches(text, pattern)),
  );
}
