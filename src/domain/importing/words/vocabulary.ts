/** What a column is about. `number` is decided by its place: a recommendation's or a requirement's own. */
export type HeadingRole =
  | 'recommendationNumber'
  | 'requirementNumber'
  | 'number'
  | 'recommendation'
  | 'requirement'
  | 'owner'
  | 'deadline'
  | 'originalDeadline'
  | 'revisedDeadline'
  | 'deadlineMoves'
  | 'status'
  | 'priority'
  | 'percentage'
  /** What an audit's management answered: the action that it agreed to. */
  | 'managementResponse'
  /** What led to the recommendation; where no column is headed as the recommendation, it is that. */
  | 'finding'
  | 'update'
  | 'unknown';

const words = (list: string) => list.split(' ');

/** Synonyms as data. A heading gets the first role of which it has a word; spelling slips count as the word. */
export const HEADING_WORDS: readonly { readonly role: HeadingRole; readonly words: readonly string[] }[] = [
  {
    role: 'owner',
    words: words(
      'owner owners ownership lead leads responsible responsibility accountable assigned assignee officer who',
    ),
  },
  { role: 'priority', words: words('priority severity importance significance') },
  { role: 'percentage', words: words('percent percentage') },
  { role: 'status', words: words('status rag brag rating state') },
  { role: 'deadline', words: words('deadline due timescale timeframe target when') },
  {
    role: 'requirement',
    words: words(
      'evidence evidencing requirement requirements required subrecommendation sub measure measures criteria criterion action actions deliverable deliverables task milestone step',
    ),
  },
  { role: 'recommendation', words: words('recommendation recommendations rec recs afi') },
  { role: 'finding', words: words('finding findings observation observations') },
  { role: 'number', words: words('no nr number num ref reference id item #') },
  {
    role: 'update',
    words: words(
      'update updates progress response position comment comments commentary narrative published log news outcome outcomes note notes',
    ),
  },
];

/** Whole headings whose meaning is in no single word of theirs. */
export const HEADING_PHRASES: readonly { readonly role: HeadingRole; readonly phrase: RegExp }[] = [
  { role: 'recommendation', phrase: /^(?:what )?(?:you|they|people|residents|patients) (?:said|asked|told us)\b/ },
  { role: 'recommendation', phrase: /^what (?:were|was) (?:we|you) (?:told|asked)\b/ },
  { role: 'recommendation', phrase: /^(?:areas? for improvement|causes? of concern|(?:(?:must|should) dos? ?)+)$/ },
  { role: 'recommendation', phrase: /^what (?:was|they|you|the \w+) (?:recommended|asked|asks?|wants?|said)\b/ },
  {
    role: 'requirement',
    phrase:
      /^(?:what )?(?:we|you|they) (?:will|are going to|intend to|plan to|agreed to|committed to|promised to)(?: do)?\b/,
  },
  {
    role: 'managementResponse',
    phrase: /^(?:(?:our|government|formal|the \w+ s) )?response(?: (?:by|of|from) (?:\w+ ?)+)?$/,
  },
  { role: 'update', phrase: /^what (?:has|have) (?:been done|happened|changed)\b|^what was done\b/ },
  { role: 'update', phrase: /^(?:work|steps?|activity|activities) (?:taken|undertaken|completed|done|carried out)\b/ },
  { role: 'update', phrase: /^(?:what )?we (?:did|have done|are doing)\b/ },
  {
    role: 'deadline',
    phrase:
      /^(?:by|by when|when (?:will|must|should|is) it(?: \w+){0,4}|(?:to be )?(?:completed?|done|finished|met) by|end date|date to be (?:\w+ ?)+|finish|finish date|complete date)$/,
  },
  {
    role: 'requirement',
    phrase:
      /^(?:desired|intended|expected|planned|target|required) outcomes?\b|\boutcomes? (?:sought|required|expected)\b/,
  },
  {
    role: 'requirement',
    phrase: /^what (?:will|is to|needs to|must|should) be done\b|^what (?:good|success) looks like\b/,
  },
  {
    role: 'owner',
    phrase:
      /^(?:named |lead |responsible |accountable )?(?:agency|body|person|people|post|(?:post )?holder|manager|director|contact|team|by whom)$|^who (?:is|will|does|carries|owns|answers|leads)(?: \w+){0,5}$/,
  },
  {
    role: 'finding',
    phrase: /^(?:issues?|concerns?|(?:areas?|matters?) of concern)(?: (?:raised|identified|found))?$/,
  },
  { role: 'recommendation', phrase: /^(?:improvements?|changes?) (?:needed|required|sought|to (?:be )?made?)$/ },
  // how often something was
  { role: 'unknown', phrase: /^(?:times )?stated$/ },
  { role: 'number', phrase: /^which(?: one)?$/ },
  { role: 'update', phrase: /^how (?:is it|are we|are things|far|well)(?: \w+){0,4}$/ },
  {
    role: 'status',
    phrase:
      /^(?:is it |was it )?(?:implemented|complete|completed|done|met|closed|achieved)$|^are we (?:happy|there|on track)$/,
  },
  {
    role: 'update',
    phrase:
      /^(?:latest|latest news|state of play|follow ups?(?: work| action)?|where (?:we are|it stands|things stand)(?: now)?)$/,
  },
  { role: 'unknown', phrase: /\bcomplete when$/ },
];

/** Of the words for a number, those that make one of whatever stands beside them: "Requirement ref". */
export const NUMBER_WORDS = words('no nr number num ref reference id #');

/** Words that say nothing about the role but do belong in headings. */
export const HEADING_FILLERS = words(
  'of the to and or for by against at as in on text date force our completion complete current original moves revised latest plan each person post department board report quarter',
);

/** Roles of headings over what each line is called or says: without one of them no row is a row of headings. */
export const NAMES_LINES: ReadonlySet<string> = new Set([
  'recommendationNumber',
  'requirementNumber',
  'number',
  'recommendation',
  'requirement',
  'finding',
]);
