import { InvalidArgumentError } from 'commander';
import { isPlanId } from '../../domain/plan/plan.js';
import { isTenantId } from '../../host/tenant-id.js';

/** Values that fit no option: commander says which option it was, and the exit code is that of wrong usage. */

/** A plan's id, as given. */
export function planIdOption(text: string): string {
  if (isPlanId(text)) return text;
  throw new InvalidArgumentError('A plan has 1 to 40 of these: small letters, digits and hyphens.');
}

/** A tenant's id, as given. */
export function tenantOption(text: string): string {
  if (isTenantId(text)) return text;
  throw new InvalidArgumentError("A tenant's id is a GUID, such as Entra shows it.");
}

/** A kind of store, as given. */
export function storeOption(text: string): string {
  if (text === 'embedded' || text === 'azure') return text;
  throw new InvalidArgumentError('Use "embedded" or "azure".');
}
