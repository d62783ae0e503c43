/** Whether a text has the form of a tenant's id: a GUID, in letters of either size. */
export function isTenantId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
