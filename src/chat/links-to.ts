/** Links to a compiled document, one a format. */
export type LinksTo = (
  tenant: string,
  plan: string,
  compiled: string,
) => Promise<readonly { readonly title: string; readonly url: string }[]>;
