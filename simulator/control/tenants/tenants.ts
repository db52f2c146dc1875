import { ControlError } from '../../../domain/control/control-error.ts'
import { received } from '../../../domain/protocol/received.ts'
import type { TenantSettings } from '../../../schemas/control/tenants.ts'
import type { Simulator } from '../../index.ts'

/** A tenant as users see it. */
export interface TenantStatus {
  readonly id: string
  /** Base URL of the tenant, without a trailing slash. */
  readonly url: string
  /** The settings that it was made with. */
  readonly settings: TenantSettings
}

/** A tenant that a request is for. */
export interface TenantInUse {
  readonly simulator: Simulator
  /** Say that the request has ended: a tenant with requests under way never ends for the sake of another. */
  release (): void
}

/** A tenant after PUT, and whether it is new. */
export interface TenantPut { readonly tenant: TenantStatus, readonly simulator: Simulator, readonly isNew: boolean }

/** The simulators beside the default one in one process, by name. Their state is in memory and ends with them. */
export interface Tenants {
  /**
   * Find a tenant for a request, which counts as its use.
   * @param isMade - whether to make the tenant if there is none
   * @returns the tenant, undefined if there is none
   * @throws {ControlError} if the name is none, or too many tenants are in use
   */
  use (id: string, isMade: boolean): Promise<TenantInUse | undefined>
  /**
   * Make a tenant. If there is one with these settings, nothing changes.
   * @throws {ControlError} if there is one with other settings, if the name is none, or too many tenants are in use
   */
  put (id: string, settings: TenantSettings): Promise<TenantPut>
  /**
   * End a tenant.
   * @throws {ControlError} if there is none
   */
  remove (id: string): Promise<void>
  /** @returns all tenants, the one used longest ago first. */
  list (): TenantStatus[]
  /** End all tenants. */
  close (): Promise<void>
}

/** The parts that tenants are made from. */
export interface TenantsParts {
  /** Most tenants at the same time (count). */
  readonly limit: number
  /** @returns the base URL of a tenant. */
  readonly urlOf: (id: string) => string
  /** Create a simulator and prepare its state. */
  readonly start: (id: string, settings: TenantSettings) => Promise<Simulator>
  /** Called for a tenant that ends for the sake of another. */
  readonly onEvicted: (id: string) => void
}

interface Tenant { readonly settings: TenantSettings, readonly started: Promise<Simulator>, requests: number }

const NAME = /^[a-z0-9][a-z0-9-]{0,62}$/

/** Create the tenants of a process: none at first. */
export function createTenants ({ limit, urlOf, start, onEvicted }: TenantsParts): Tenants {
  /** A Map lists its keys in the order of their insertion: the tenant used longest ago comes first. */
  const tenants = new Map<string, Tenant>()

  const statusOf = (id: string, { settings }: Tenant): TenantStatus => ({ id, url: urlOf(id), settings })

  function find (id: string): Tenant | undefined {
    const tenant = tenants.get(id)
    if (tenant === undefined) return undefined
    tenants.delete(id)
    tenants.set(id, tenant)
    return tenant
  }

  function make (id: string, settings: TenantSettings): Tenant {
    makeRoom()
    const tenant: Tenant = { settings, started: start(id, settings), requests: 0 }
    tenants.set(id, tenant)
    tenant.started.catch(() => { if (tenants.get(id) === tenant) tenants.delete(id) })
    return tenant
  }

  function makeRoom (): void {
    if (tenants.size < limit) return
    const idle = [...tenants].find(([, { requests }]) => requests === 0)
    if (idle === undefined) {
      throw new ControlError(503, `All ${limit} tenants have requests under way. Wait for one, end one with ` +
        'DELETE, or raise the option maxTenants.')
    }
    const [id, tenant] = idle
    tenants.delete(id)
    end(tenant).catch(() => {})
    onEvicted(id)
  }

  /** Note a request until it is released, and wait for the tenant. */
  async function hold (tenant: Tenant): Promise<TenantInUse> {
    tenant.requests++
    let isReleased = false
    const release = (): void => {
      if (!isReleased) tenant.requests--
      isReleased = true
    }
    try {
      return { simulator: await tenant.started, release }
    } catch (error) {
      release()
      throw error
    }
  }

  async function use (id: string, isMade: boolean): Promise<TenantInUse | undefined> {
    requireName(id, 404)
    const tenant = find(id) ?? (isMade ? make(id, {}) : undefined)
    return tenant === undefined ? undefined : await hold(tenant)
  }

  async function put (id: string, settings: TenantSettings): Promise<TenantPut> {
    requireName(id, 400)
    const known = find(id)
    if (known !== undefined) requireSameSettings(id, known.settings, settings)
    const tenant = known ?? make(id, settings)
    const { simulator, release } = await hold(tenant)
    release()
    return { tenant: statusOf(id, tenant), simulator, isNew: known === undefined }
  }

  async function remove (id: string): Promise<void> {
    const tenant = tenants.get(id)
    if (tenant === undefined) {
      throw new ControlError(404, `There is no tenant ${received(id)}. GET /simulator/tenants lists them.`)
    }
    tenants.delete(id)
    await end(tenant)
  }

  return {
    use,
    put,
    remove,
    list: () => Array.from(tenants, ([id, tenant]) => statusOf(id, tenant)),
    close: async () => {
      const ended = [...tenants.values()]
      tenants.clear()
      await Promise.allSettled(ended.map(end))
    }
  }
}

const end = async ({ started }: Tenant): Promise<void> => { await (await started).close() }

function requireName (id: string, status: 400 | 404): void {
  if (NAME.test(id)) return
  throw new ControlError(status, 'The name of a tenant has 1 to 63 of a–z, 0–9 and -, and does not begin with -; ' +
    `received ${received(id)}.`)
}

/** The settings of a living feed never change. */
function requireSameSettings (id: string, known: TenantSettings, given: TenantSettings): void {
  for (const name of ['clock', 'firstChangeNumber'] as const) {
    if (known[name] === given[name]) continue
    const setting = known[name] === undefined ? `without ${name}` : `with ${name} ${received(known[name])}`
    throw new ControlError(409, `There is a tenant ${received(id)} ${setting}; received ${received(given[name])}. ` +
      'End it with DELETE first, or use another name.', `/${name}`)
  }
}
