import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { personNamed, readCast } from '../../../src/local/cast/people.js';

const cast = readCast();
const assignments = parse(readFileSync('src/local/sample-assignments.csv', 'utf8'), { columns: true }) as Record<
  string,
  string
>[];

describe('The invented people', () => {
  it('are five, each with their own id, key and address', () => {
    for (const field of ['id', 'key', 'userPrincipalName', 'post'] as const) {
      expect(new Set(cast.people.map((person) => person[field])).size).toBe(5);
    }
  });

  it('are one lead, one executive lead and three owners', () => {
    expect(cast.people.map((person) => person.role).sort()).toEqual(['executive', 'lead', 'owner', 'owner', 'owner']);
  });

  it('are found by their key, and a key that nobody has is refused with those that exist', () => {
    expect(personNamed(cast, 'harbour-master').post).toBe('Harbour Master');
    expect(() => personNamed(cast, 'bosun')).toThrow(/"bosun".*harbour-master/);
  });
});

describe('The sample assignments', () => {
  it('name the people as the cast does', () => {
    for (const row of assignments) {
      const person = cast.people.find((each) => each.id === row.person);
      expect({ name: row.name, role: row.role }).toEqual({ name: person?.name, role: person?.role });
      expect(row.target).toBe(person?.role === 'owner' ? person.post : 'plan');
    }
  });

  it('give each of the five their part, and leave the ferry company without anybody on purpose', () => {
    expect(new Set(assignments.map((row) => row.person))).toEqual(new Set(cast.people.map((person) => person.id)));
    expect(assignments).toHaveLength(5);
    expect(assignments.map((row) => row.target)).not.toContain('Northmoor Ferry Company');
  });
});
