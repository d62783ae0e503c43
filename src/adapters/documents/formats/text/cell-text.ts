import { type DefaultTreeAdapterMap, parseFragment } from 'parse5';

type Node = DefaultTreeAdapterMap['childNode'];

/** The markup that web editors put into a cell. Anything else between angle brackets is text. */
const BLOCKS = new Set([
  'p',
  'div',
  'ul',
  'ol',
  'li',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'table',
  'tbody',
  'thead',
  'tr',
  'blockquote',
  'pre',
  'dl',
  'dt',
  'dd',
  'section',
  'article',
]);
const INLINE = new Set([
  'span',
  'strong',
  'em',
  'font',
  'sup',
  'sub',
  'small',
  'abbr',
  'code',
  'td',
  'th',
  'o:p',
  'br',
  'hr',
]);
/** One-letter names are easily something else, so their closing tag must be there too. */
const SHORT = new Set(['a', 'b', 'i', 'u', 's']);

/** Rows and cells outside a table would be moved about by a parser of html; for us they only break lines. */
const TABLE_PARTS = new Set(['table', 'tbody', 'thead', 'tr', 'td', 'th']);

const TAG = /<(\/?)([a-z][a-z0-9:]*)((?:\s+[a-z_:-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+))?)*\s*\/?)>/gi;
const CUT_OFF = /<\/?(?:p|br|ul|ol|li|div|span|strong|em)(?:\s+[a-z-]+(?:=(?:"[^"]*|'[^']*)?)?)*\s*$/i;
const ENTITY = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z0-9]{1,30});/gi;
const NO_ENTITY = /&(?!(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z0-9]{1,30});)/gi;

/** What holds more than this is no cell of a web editor; looked through tag by tag it would take minutes. */
const LONGEST_MARKUP = 200_000;
/** Markup nests no deeper where people wrote it. */
const DEEPEST = 100;

/**
 * What a reader sees of a cell: the markup of web editors resolved (also unclosed or cut off), paragraphs, list items
 * and breaks as "\n", outer white space gone. "a < b", "<3" and "<name>" are no markup and stay as they are; where a
 * link's address is not its own text, it follows in brackets.
 */
export function cellText(raw: string): string {
  if (raw.length > LONGEST_MARKUP) return plainText(raw);
  const known = knownTags(raw);
  if (known.size === 0) return plainText(raw.replace(ENTITY, (entity) => textOf(parseFragment(entity).childNodes)));
  const cut = CUT_OFF.exec(raw);
  const whole = cut === null ? raw : raw.slice(0, cut.index);
  const text = shownText(protect(whole, known));
  if (text === null) return plainText(raw);
  return text
    .split('\n')
    .map((line) => line.replace(/^[ ]+|[ ]+$/g, ''))
    .filter((line) => line.trim() !== '')
    .join('\n')
    .trim();
}

/** A cell without markup, as typed: only line ends are made the same and outer white space goes. */
export function plainText(raw: string): string {
  return raw.replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n').trim();
}

/** The tags of a cell that are markup, as "p" or "/p". */
function knownTags(raw: string): ReadonlySet<string> {
  if (!raw.includes('<')) return new Set();
  const seen = new Set([...raw.matchAll(TAG)].map(([, slash, name = '']) => `${slash}${name.toLowerCase()}`));
  return new Set(
    [...seen].filter((tag) => {
      const name = tag.replace('/', '');
      return BLOCKS.has(name) || INLINE.has(name) || (SHORT.has(name) && seen.has(name) && seen.has(`/${name}`));
    }),
  );
}

/** The cell as html in which every angle bracket and ampersand that is text is written as text. */
function protect(raw: string, known: ReadonlySet<string>): string {
  const asText = (part: string) => part.replace(NO_ENTITY, '&amp;').replaceAll('<', '&lt;');
  let html = '';
  let from = 0;
  for (const match of raw.matchAll(TAG)) {
    const [tag, slash = '', written = ''] = match;
    const name = written.toLowerCase();
    if (!known.has(slash + name)) continue;
    html += asText(raw.slice(from, match.index)) + (TABLE_PARTS.has(name) ? `<${slash}div>` : tag);
    from = match.index + tag.length;
  }
  return html + asText(raw.slice(from));
}

/** Null where the markup nests too deep to be anybody's. */
function shownText(html: string): string | null {
  try {
    return textOf(parseFragment(html).childNodes);
  } catch (error) {
    if (error instanceof TooDeep) return null;
    throw error;
  }
}

function textOf(nodes: readonly Node[], depth = 0): string {
  if (depth > DEEPEST) throw new TooDeep();
  return nodes.map((node) => textOfNode(node, depth)).join('');
}

class TooDeep extends Error {}

function textOfNode(node: Node, depth: number): string {
  if ('value' in node) return node.value.replace(/[ \t\r\n\f]+/g, ' ');
  if (!('tagName' in node)) return '';
  if (node.tagName === 'br' || node.tagName === 'hr') return '\n';
  const text = textOf(node.childNodes, depth + 1);
  const address = node.tagName === 'a' ? node.attrs.find((each) => each.name === 'href')?.value : undefined;
  if (address !== undefined && /^(?:https?|mailto):/i.test(address) && !sameAddress(address, text)) {
    return `${text} (${address})`;
  }
  return BLOCKS.has(node.tagName) ? `\n${text}\n` : text;
}

function sameAddress(address: string, text: string): boolean {
  const bare = (each: string) =>
    each
      .trim()
      .toLowerCase()
      .replace(/^(?:https?:\/\/|mailto:)/, '')
      .replace(/\/$/, '');
  return bare(address) === bare(text);
}
