import type { Express, Response } from 'express';

/** One page for the links of the app in Teams. */
interface AboutPage {
  readonly title: string;
  /** Paragraphs of plain HTML; nothing of them comes from outside. */
  readonly paragraphs: readonly string[];
}

/** The pages that the app package names as website, privacy statement and terms of use. Anybody may read them. */
const PAGES: Readonly<Record<string, AboutPage>> = {
  '/': {
    title: 'Quarterdeck',
    paragraphs: [
      'Quarterdeck keeps a published action plan true. Each quarter it asks the owner of every recommendation for an update in Microsoft Teams, reminds them on working days, and compiles the replies into the next dated revision of the plan.',
      'This is the service of one organisation. To use it, open Quarterdeck in Teams and write <code>/help</code>. If it does not answer, ask whoever looks after Teams in your organisation.',
      '<a href="/privacy">What is stored about people</a> · <a href="/terms">Terms of use</a>',
    ],
  },
  '/privacy': {
    title: 'What is stored about people',
    paragraphs: [
      'The organisation that runs this service decides what it is used for, and answers for it. Its own privacy notice applies. Nothing goes to whoever wrote the program.',
      '<b>Stored:</b> your name and your Entra id, where your chat with the app is, the teams with the app that you are in, what you answered and when, what you began to write, and what you handed over and why.',
      '<b>Seen:</b> answers are for publication, once the lead of the plan has checked them. What you began and did not submit is shown to you alone. Evidence is kept for inspection and not printed, unless its line begins with “Public:”. All of it may have to be disclosed if somebody asks by law.',
      '<b>Kept:</b> answers and the history for as long as the plan is. What was sent to you, and what you began to write, for as long as your organisation has set.',
      '<b>Your choice:</b> write <code>/privacy</code> in the chat. To be given a copy, or to be forgotten, ask your administrator. To stop all messages, take the app away in Teams.',
      'There are no cookies, no analytics and no profiles, here or in the chat. Nothing is decided about anybody by the program.',
    ],
  },
  '/terms': {
    title: 'Terms of use',
    paragraphs: [
      'Quarterdeck is for people whom their organisation asks about an action plan. What you answer is meant for publication: write nothing that names a victim, a witness or an officer, or that is marked as not for the public.',
      'The program proposes, reminds and compiles. A person signs what is published, and answers for it.',
      'It is free software under the MIT licence, and comes without warranty. The days of its calendars come from date-holidays by commenthol: the program under the ISC licence, the data under <a href="https://creativecommons.org/licenses/by-sa/3.0/">CC BY-SA 3.0</a>, made from articles of Wikipedia.',
    ],
  },
};

/** Serves the pages that say what this is. */
export function serveAbout(app: Express): void {
  for (const [path, page] of Object.entries(PAGES)) app.get(path, (_request, response) => show(response, page));
}

const STYLE = 'body{font:1.1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem;color:#111}';

function show(response: Response, { title, paragraphs }: AboutPage): void {
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response
    .status(200)
    .type('html')
    .end(
      `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${STYLE}</style></head><body><main><h1>${title}</h1>${paragraphs.map((each) => `<p>${each}</p>`).join('')}</main></body></html>\n`,
    );
}
