/** What an address answers to somebody who only looks. */
export type Looked =
  | {
      readonly kind: 'answered';
      readonly status: number;
      /** The first line. */
      readonly text: string;
      /** The `Date` header in milliseconds since 1970; null without one. */
      readonly dateMs: number | null;
    }
  | { readonly kind: 'silent'; readonly reason: string };

/** GETs an address, without following it elsewhere. Never rejects. */
export async function lookAt(url: string, longestMs = 10_000): Promise<Looked> {
  try {
    const answer = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(longestMs) });
    const text = (await answer.text()).split('\n', 1)[0]?.slice(0, 300) ?? '';
    const dateMs = Date.parse(answer.headers.get('date') ?? '');
    return { kind: 'answered', status: answer.status, text, dateMs: Number.isNaN(dateMs) ? null : dateMs };
  } catch (error) {
    const cause = (error as { cause?: { code?: unknown } } | null)?.cause?.code;
    const name = error instanceof Error ? error.name : 'unknown';
    return { kind: 'silent', reason: typeof cause === 'string' ? cause : name };
  }
}
