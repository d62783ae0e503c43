import type { Instant } from '../calendar/civil-date.js';

/** Words about a row for the portfolio lead alone. Kept for an inspection, and in no file for the public. */
export interface NoteToLead {
  readonly id: string;
  /** Who wrote it, as people read their name. */
  readonly name: string;
  readonly at: Instant;
  readonly text: string;
}

/** Longest note, in characters, and most notes about one row in a quarter: with them a row stays well within its size. */
export const LONGEST_NOTE = 900;
const MOST_NOTES = 5;

/** Why a note is not taken, as a sentence; null when it is. */
export function noteProblem(text: string, before: readonly NoteToLead[]): string | null {
  if (text.trim() === '') return 'Please write your note.';
  if (text.length > LONGEST_NOTE) {
    const more = (text.length - LONGEST_NOTE).toLocaleString('en-GB');
    return `The note is ${more} characters too long. The most is ${LONGEST_NOTE}.`;
  }
  if (before.length >= MOST_NOTES) {
    return `There are ${MOST_NOTES} notes about this row already in this quarter. Please speak to the portfolio lead.`;
  }
  return null;
}
