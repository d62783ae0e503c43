import { WrongUsage } from './command.js';

/** A number option from 1; anything else fails with what was given. */
export function numberOf(name: string, text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text.trim())) {
    throw new WrongUsage(`${name} must be a number from 1. You gave "${text}".`);
  }
  return Number(text);
}
