import { rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type CivilDate, civilDate, longDate, longDay } from '../../domain/calendar/civil-date.js';
import { type Cast, type Person, personNamed } from '../cast/people.js';
import type { LedgerEntry } from '../stand-ins/connector-stand-in.js';
import { type Chats, StoryDiffers } from './chat.js';
import { asksForUpdate, readMessage } from './chat-cards.js';
import { clockIn, type Pressed } from './check.js';
import type { Screen } from './screen.js';

/** What the acts of the story share. */
export interface Stage {
  readonly chats: Chats;
  readonly screen: Screen;
  readonly cast: Cast;
  readonly out: string;
  /** What was answered last, by ref. */
  readonly pressed: Map<string, Pressed>;
}

/** Three owners: one answers at once, one late, one never. */
export function actorsOf(cast: Cast) {
  return {
    lead: personNamed(cast, 'lead'),
    prompt: personNamed(cast, 'harbour-master'),
    late: personNamed(cast, 'security'),
    silent: personNamed(cast, 'people'),
  };
}

/** Everybody opens the app; the owners are asked at once. */
export async function everybodyArrives({ chats, screen, cast }: Stage): Promise<void> {
  const { lead, prompt, late, silent } = actorsOf(cast);
  await chats.install(lead);
  await chats.seen(lead, 0, 'a welcome', (entry) => entry.kind === 'send');
  const clock = clockIn(await chats.type(lead, '/clock'));
  if (clock === null) throw new StoryDiffers('The lead cannot read the clock.');
  screen.say(`It is ${longDay(clock.day)}, ${clock.time}.`);
  for (const owner of [prompt, late, silent]) {
    const from = chats.ledger.length;
    await chats.install(owner);
    const ask = await chats.seen(owner, from, 'the ask', isAsk);
    screen.found(`${owner.name}, ${owner.post}: ${quoted(ask)}`);
  }
}

/** Somebody answers so many of their requirements, "No change" for every third where the card offers it. */
export async function answers(stage: Stage, person: Person, most: number, words: string): Promise<void> {
  const { chats, screen, pressed } = stage;
  let updates = 0;
  let unchanged = 0;
  while (updates + unchanged < most && chats.has(person, 'Submit')) {
    const ref = refOf(chats, person);
    const isSettled = promiseOn(chats, person) === null;
    if (unchanged * 2 < updates && isSettled && chats.has(person, 'No change')) {
      await chats.press(person, 'No change');
      if (chats.has(person, 'Yes, still to come')) await chats.press(person, 'Yes, still to come');
      pressed.set(ref, { kind: 'noChange' });
      unchanged += 1;
    } else {
      const text = `${words} (${ref})`;
      const promise = updates === 0 ? promiseOn(chats, person) : null;
      await chats.press(person, 'Submit', { input_text: text, input_status: 'onTrack', ...newDateFor(promise) });
      pressed.set(ref, { kind: 'text', text });
      if (promise !== null)
        screen.say(`${person.name} is asked what became of a promise: not yet, by ${longDate(NEW_DATE)}.`);
      updates += 1;
    }
    if (updates + unchanged === 1) {
      await chats.pressedAgain();
      screen.say('Teams delivers the first click twice; it must count once.');
    }
  }
  screen.say(`${person.name} presses Submit ${times(updates)} and "No change" ${times(unchanged)}.`);
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

/** When something that was promised for a day now past is to be done. */
const NEW_DATE: CivilDate = civilDate('2027-02-26');

/** Id of the first promise that the newest card asks about, or null. */
function promiseOn(chats: Chats, person: Person): string | null {
  const { promises } = chats.button(person, 'Submit').data;
  return typeof promises === 'object' && promises !== null ? (Object.keys(promises)[0] ?? null) : null;
}

function newDateFor(promise: string | null): Readonly<Record<string, string>> {
  if (promise === null) return {};
  return { [`input_promise_${promise}`]: 'late', [`input_promise_${promise}_until`]: NEW_DATE };
}

/** The lead reads which promises have come due without an answer; one that was given a new date is not among them. */
export async function promisesLeft({ chats, screen, cast }: Stage): Promise<void> {
  const { lines } = readMessage((await chats.type(actorsOf(cast).lead, '/promises')).activity);
  const summary = lines.find((line) => line.includes('come due'));
  if (summary === undefined || lines.some((line) => line.includes(longDate(NEW_DATE)))) {
    throw new StoryDiffers(`/promises: ${lines.join(' ')}`);
  }
  screen.say(`Promises: ${summary}`);
}

/** Somebody opens an answer again from the summary and puts it right. */
export async function corrects({ chats, screen, pressed }: Stage, person: Person): Promise<void> {
  const ref = [...pressed].find(([, answer]) => answer.kind === 'text')?.[0] ?? '';
  await chats.press(person, `Correct ${ref}`);
  const shown = chats.button(person, 'Submit', { ref }).inputs['input_text'] ?? '';
  const text = `${shown} Correction: the count is 41, not 40.`;
  await chats.press(person, 'Submit', { input_text: text });
  pressed.set(ref, { kind: 'text', text });
  screen.say(`${person.name} opens ${ref} again, finds her words there, and corrects them.`);
}

/** The lead moves the clock on, a working day at a time, until it shows `day`. */
export async function clockTo({ chats, screen, cast }: Stage, day: string): Promise<void> {
  const { lead } = actorsOf(cast);
  for (let steps = 0; steps < 40; steps += 1) {
    const clock = clockIn(await chats.type(lead, '/clock +1'));
    if (clock === null) throw new StoryDiffers('The clock does not say what it shows.');
    screen.doing(longDay(clock.day));
    if (clock.day >= day) return;
    // the sweep of that day runs after the answer; nothing is expected of it, and whatever it sends is found at the end
    await wait(20);
  }
  throw new StoryDiffers(`The clock did not come to ${day}.`);
}

/** On a day of the ladder these people, and only these, are reminded; the older cards are folded. */
export async function remindedOn(stage: Stage, day: string, people: readonly Person[]): Promise<void> {
  const { chats, screen } = stage;
  const from = chats.ledger.length;
  await clockTo(stage, day);
  for (const person of people) {
    const reminder = await chats.seen(person, from, `the reminder of ${day}`, isAsk);
    screen.found(`${person.name}: ${quoted(reminder)}`);
    await chats.seen(person, from, 'the older card to fold', isFolded);
  }
}

/** The lead has a draft made, and opens each link in it. */
export async function compiles(stage: Stage): Promise<void> {
  const { chats, cast } = stage;
  await opensLinks(stage, await chats.type(actorsOf(cast).lead, '/compile'));
}

const MAKE = 'Make it final';
const READING_MS = 1_100;

/** The lead asks for the revision, and only reads what stands in its way. */
export async function isStopped({ chats, screen, cast }: Stage, why: string): Promise<void> {
  const { lead } = actorsOf(cast);
  const { lines } = readMessage((await chats.type(lead, '/compile final')).activity);
  const sentence = lines.find((line) => line.includes(why));
  if (sentence === undefined || chats.has(lead, MAKE)) throw new StoryDiffers(`/compile final: ${lines.join(' ')}`);
  screen.found(`${lead.name} types /compile final and reads: “${sentence}”`);
}

/** The lead reads what making the revision does, and confirms it; Teams delivers the press twice. Gives the files' names. */
export async function finalises(stage: Stage): Promise<readonly string[]> {
  const { chats, screen, cast } = stage;
  const { lead } = actorsOf(cast);
  await chats.type(lead, '/compile final');
  const { title } = chats.button(lead, MAKE);
  // what is pressed sooner than anybody could read it is not taken
  await wait(READING_MS);
  const made = await chats.press(lead, title);
  screen.say(`${lead.name} presses “${title}”, and Teams delivers it twice; there must be one revision.`);
  await chats.pressedAgain();
  return opensLinks(stage, made);
}

/** Says what a message has to say, and writes what its links lead to into files. Gives their names. */
async function opensLinks({ screen, out }: Stage, { activity }: LedgerEntry): Promise<readonly string[]> {
  const message = readMessage(activity);
  if (message.links.length === 0) throw new StoryDiffers(message.lines.join(' '));
  screen.say(message.lines.slice(0, 2).join('. '));
  const files: string[] = [];
  for (const { url } of message.links) {
    const response = await fetch(url);
    if (!response.ok) throw new StoryDiffers(`The link ${url} answered ${response.status}.`);
    const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'revision';
    const file = join(out, basename(name));
    await rm(file, { force: true });
    await writeFile(file, new Uint8Array(await response.arrayBuffer()));
    files.push(file);
  }
  screen.found(`Written: ${files.map((file) => basename(file)).join(', ')}.`);
  return files;
}

/** The sentence at the top of a card. */
export function quoted(entry: LedgerEntry): string {
  return `“${entry.activity.summary ?? readMessage(entry.activity).lines[0] ?? ''}”`;
}

function isAsk(entry: LedgerEntry): boolean {
  return entry.kind === 'send' && asksForUpdate(entry.activity);
}

function isFolded(entry: LedgerEntry): boolean {
  return entry.kind === 'update' && readMessage(entry.activity).buttons.length === 0;
}

/** The requirement that the newest card asks about. */
function refOf(chats: Chats, person: Person): string {
  const { ref } = chats.button(person, 'Submit').data;
  if (typeof ref !== 'string') throw new StoryDiffers(`The card of ${person.name} does not say what it is about.`);
  return ref;
}
