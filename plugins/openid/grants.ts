import type { interactionPolicy as InteractionPolicy, KoaContextWithOIDC } from 'oidc-provider'
import { consentedScopes } from '../../domain/partners/consent.ts'
import type { Simulator } from '../../simulator/index.ts'

/**
 * Make the grant of this login from the consent of the seller, whichever session gave it. Each login has a grant of its
 * own, so a code that comes twice ends only the tokens of its own login.
 * @returns the grant, not stored yet; undefined without consent
 */
export async function grantOfLogin ({ oidc }: KoaContextWithOIDC, { read }: Simulator) {
  const { provider, session, client, requestParamOIDCScopes: requested } = oidc
  const accountId = session?.accountId
  if (accountId === undefined || client === undefined) return undefined
  const { clientId } = client
  const granted = await read(async (reader) => await reader.list('openid', { clientId, accountId }))
  const scopes = consentedScopes({ granted }).filter((scope) => requested.has(scope))
  if (scopes.length === 0) return undefined
  const grant = new provider.Grant({ accountId, clientId })
  grant.addOIDCScope(scopes.join(' '))
  return grant
}

/**
 * Extend the usual steps of a login by the last: store its grant. A login that ends before it stores none.
 * @param library - prompts and checks of the provider's library
 */
export function loginPolicy ({ base, Check, Prompt }: typeof InteractionPolicy): InteractionPolicy.Prompt[] {
  const policy = base()
  policy.add(new Prompt({ name: 'grant' }, new Check('grant_stored', 'the grant is stored', async (context) => {
    await storeGrant(context)
    return false
  })))
  return policy
}

/** Store the grant, and note it in the session of the browser, from which the library takes it for the code. */
async function storeGrant ({ oidc: { entities: { Grant: grant }, session, client } }: KoaContextWithOIDC) {
  if (grant === undefined || session === undefined || client === undefined) return
  await grant.save()
  session.ensureClientContainer(client.clientId)
  // Another seller who logs in with this browser does not end it.
  Object.assign(session.authorizationFor(client.clientId) ?? {}, { grantId: grant.jti, persistsLogout: true })
}
