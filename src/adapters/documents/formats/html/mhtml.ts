/** A part of a page that a browser saved as one file. */
interface Part {
  readonly headers: ReadonlyMap<string, string>;
  /** The bytes of its body, a character each. */
  readonly body: string;
}

/** Headers of a message stand at the beginning of a saved page; what a page itself says begins with a mark. */
const BEGINS =
  /^(?:From|Snapshot-Content-Location|Subject|Date|MIME-Version|Content-Type|Content-Location):[^\r\n]*\r?\n/i;
const RELATED = /^Content-Type:\s*multipart\/related\b/im;

/**
 * The page in a file that a browser saved whole (`.mhtml`, RFC 2557): its first part that is a page, as its own bytes. Null
 * for any other file.
 */
export function pageInMhtml(bytes: Uint8Array): Uint8Array | null {
  const start = Buffer.from(bytes.subarray(0, 4_000)).toString('latin1');
  if (!BEGINS.test(start) || !RELATED.test(start)) return null;
  const whole = partOf(Buffer.from(bytes).toString('latin1'));
  const boundary = parameterOf(whole.headers.get('content-type') ?? '', 'boundary');
  if (boundary === null) return null;
  // everything before the first boundary is for programs that know no parts
  const parts = `\n${whole.body}`.split(`\n--${boundary}`).slice(1);
  const page = parts
    .map((part) => partOf(part.replace(/^[ \t]*\r?\n/, '')))
    .find(({ headers }) => /^(?:text\/html|application\/xhtml\+xml)\b/i.test(headers.get('content-type') ?? ''));
  return page === undefined ? null : decodedBody(page);
}

function partOf(text: string): Part {
  const end = /\r?\n\r?\n/.exec(text);
  const head = end === null ? text : text.slice(0, end.index);
  const body = end === null ? '' : text.slice(end.index + end[0].length);
  const lines = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  const headers = lines.flatMap((line): [string, string][] => {
    const [, name, value] = /^([^:\s]+):\s*(.*)$/.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [[name.toLowerCase(), value]];
  });
  return { headers: new Map(headers), body };
}

function parameterOf(header: string, name: string): string | null {
  const found = new RegExp(`;\\s*${name}=(?:"([^"]+)"|([^\\s;]+))`, 'i').exec(header);
  return found?.[1] ?? found?.[2] ?? null;
}

function decodedBody({ headers, body }: Part): Uint8Array {
  const encoding = (headers.get('content-transfer-encoding') ?? '').trim().toLowerCase();
  if (encoding === 'base64') return Buffer.from(body, 'base64');
  const plain = encoding === 'quoted-printable' ? unquoted(body) : body;
  // the line end before a boundary belongs to that
  return Buffer.from(plain.replace(/\r$/, ''), 'latin1');
}

function unquoted(text: string): string {
  return text
    .replace(/=[ \t]*\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_sign, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
