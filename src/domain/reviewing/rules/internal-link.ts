import type { Raised, Review } from '../matching/finding.js';
import { matches, raiseEach, withoutOverlaps } from '../matching/pattern-rule.js';

/** How the places are called in which an organisation keeps what only its own people open. */
const INSIDE = '(?:sharepoint|sp|intranet|onedrive|internal|inside|myfiles|fileshare|dms|edrms)';
const LINK_END = '[^\\s)\\]>]*(?<![.,;])';

const INTERNAL = [
  // A host, or a folder of a host, that is called so, whoever's it is: sharepoint.anywhere.example, …/sites/plan/Shared Documents.
  new RegExp(`https?:\\/\\/(?:[\\w-]+\\.){0,5}${INSIDE}\\d*\\.${LINK_END}`, 'gi'),
  new RegExp(
    `https?:\\/\\/[\\w.-]+(?::\\d+)?\\/(?:[\\w%.:-]+\\/){0,4}(?:_layouts|personal|Shared%20Documents|:[a-z]:)\\/${LINK_END}`,
    'gi',
  ),
  // An address of a private network (RFC 1918), or of the machine itself.
  new RegExp(
    `https?:\\/\\/(?:10\\.\\d+|192\\.168|172\\.(?:1[6-9]|2\\d|3[01])|127\\.\\d+)\\.\\d+\\.\\d+${LINK_END}`,
    'gi',
  ),
  /https?:\/\/(?:[\w-]+\.)*(?:sharepoint\.com|teams\.microsoft\.com|[\w-]*intranet[\w-]*|[\w-]+\.(?:local|internal|pnn)|localhost)(?:[/.:][^\s)]*)?(?<![.,;])/gi,
  // A host without a dot is found only inside.
  /https?:\/\/[\w-]+(?=[/:\s]|$)[^\s)]*(?<![.,;])/gi,
  /(?<!\w)[A-Za-z]:[\\/](?!\/)[^\s<>"|?*]+(?<![.,;])/g,
  /\\\\[\w.-]+\\[^\s<>"|?*]+(?<![.,;])/g,
  /\bfile:\/\/\S+/gi,
  // A link that asks for its reader's own account: documents shared within one organisation.
  /https?:\/\/(?:[\w-]+\.)*(?:docs\.google\.com|1drv\.ms|forms\.office\.com|loop\.cloud\.microsoft|onedrive\.live\.com)\/[^\s)]*(?<![.,;])/gi,
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
    (text) => withoutOverlaps(INTERNAL.flatMap((pattern) => matches(text, pattern))),
  );
}
