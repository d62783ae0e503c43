import { z } from 'zod';

/** How the bot proves who it is. `none` is for local mode on loopback only. */
export type BotIdentity =
  | { readonly kind: 'none' }
  | { readonly kind: 'managedIdentity'; readonly appId: string; readonly tenant: string }
  | { readonly kind: 'federated'; readonly appId: string; readonly tenant: string; readonly clientId: string }
  | {
      readonly kind: 'certificate';
      readonly appId: string;
      readonly tenant: string;
      readonly thumbprint: string;
      /** PEM. */
      readonly privateKey: string;
    }
  | { readonly kind: 'secret'; readonly appId: string; readonly tenant: string; readonly secret: string };

/** As they come from the environment: absent and empty mean the same. */
export interface IdentitySettings {
  readonly appType?: string | undefined;
  readonly appId?: string | undefined;
  readonly tenant?: string | undefined;
  readonly federatedClientId?: string | undefined;
  readonly certificateThumbprint?: string | undefined;
  readonly certificateKey?: string | undefined;
  readonly secret?: string | undefined;
}

export type ReadIdentity =
  | { readonly kind: 'identity'; readonly identity: BotIdentity }
  | { readonly kind: 'refused'; readonly reason: string };

const GUID = z.guid();

/**
 * The identity that the settings name. botbuilder takes any misspelt app type for MultiTenant and an empty
 * app id for "no authentication", so both are refused here, before it sees them.
 */
export function readIdentity(settings: IdentitySettings): ReadIdentity {
  const { appType, appId, tenant } = settings;
  const given = (text: string | undefined): text is string => text !== undefined && text.trim() !== '';
  if (!given(appType)) return refused('The app type is missing: give SingleTenant or UserAssignedMSI.');
  if (appType.toLowerCase() === 'multitenant') return refused('MultiTenant bots are not taken: use SingleTenant.');
  if (appType !== 'SingleTenant' && appType !== 'UserAssignedMSI')
    return refused('The app type is neither SingleTenant nor UserAssignedMSI.');
  if (!given(appId) || !GUID.safeParse(appId).success) return refused('The app id is missing or is no GUID.');
  if (!given(tenant) || !GUID.safeParse(tenant).success) return refused('The tenant id is missing or is no GUID.');
  const { federatedClientId, certificateThumbprint, certificateKey, secret } = settings;
  const ways = [federatedClientId, certificateThumbprint ?? certificateKey, secret].filter(given).length;
  if (appType === 'UserAssignedMSI') {
    if (ways > 0) return refused('UserAssignedMSI takes no secret, certificate or federated client.');
    return found({ kind: 'managedIdentity', appId, tenant });
  }
  if (ways !== 1) return refused('SingleTenant takes exactly one of a federated client, a certificate or a secret.');
  if (given(federatedClientId)) return found({ kind: 'federated', appId, tenant, clientId: federatedClientId });
  if (given(secret)) return found({ kind: 'secret', appId, tenant, secret });
  if (!given(certificateThumbprint) || !given(certificateKey))
    return refused('A certificate takes both its thumbprint and its private key.');
  return found({
    kind: 'certificate',
    appId,
    tenant,
    thumbprint: certificateThumbprint,
    privateKey: certificateKey,
  });
}

function found(identity: BotIdentity): ReadIdentity {
  return { kind: 'identity', identity };
}

function refused(reason: string): ReadIdentity {
  return { kind: 'refused', reason };
}
