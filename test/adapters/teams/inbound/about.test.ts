import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settleFacts } from '../../../../src/adapters/teams/app-package.js';
import { openDoor } from '../door.js';

let door: Awaited<ReturnType<typeof openDoor>>;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

/** The addresses that an app package names which was made with nothing but a bot and a domain. */
const settled = settleFacts({ botId: 'b41d6e0c-52b8-4d0e-9d56-6f6a7d1f0a11', domain: 'plans.northmoor.example' });
const { website, privacy, terms } = settled.kind === 'facts' ? settled.facts : { website: '', privacy: '', terms: '' };

describe('The addresses of the app package', () => {
  it.each([
    ['website', website, 'keeps a published action plan true'],
    ['privacy statement', privacy, 'To be given a copy, or to be forgotten'],
    ['terms of use', terms, 'CC BY-SA 3.0'],
  ])(
    'lead, for the %s, to a page of the service that needs no script and asks for nothing',
    async (_, address, says) => {
      const answer = await fetch(`${door.url}${new URL(address).pathname}`);
      const page = await answer.text();

      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
      expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
      expect(answer.headers.get('set-cookie')).toBe(null);
      expect(page).toContain(says);
      expect(page).toMatch(/<html lang="en-GB">.*<title>[^<]+<\/title>.*<main><h1>/);
      expect(page).not.toMatch(/<script|src=/);
    },
  );

  it('lead from the first page to the others', async () => {
    const page = await (await fetch(`${door.url}/`)).text();
    const links = [...page.matchAll(/href="([^"]+)"/g)].map(([, link]) => link);

    expect(links).toEqual(['/privacy', '/terms']);
  });
});
