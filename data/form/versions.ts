import { hash } from 'node:crypto'
import type { Opportunity, OpportunityGroup } from '../../domain/records/opportunity.ts'
import { bodyOf, type Content, fromStored, type Reference, type StoredRow, toStored } from './stored-form.ts'
import type { Row } from '../engine/entries.ts'

/** A row in the form of the files. */
export interface EncodedRow {
  /** The stored row as a JSON array without its first bracket. */
  readonly body: string
  /** Opportunities and groups that it refers to, by digest. */
  readonly versions: ReadonlyMap<string, Opportunity | OpportunityGroup>
}

/**
 * Separates the content of Opportunities from their spaces. Records refer to a content by its digest, so files have it
 * once, however many records have it, and a change of spaces is short.
 */
export interface Versions {
  /**
   * Convert a row to its form in files.
   * @param row - the row
   * @param before - has the record that it replaces: mostly, only its spaces differ
   * @returns the row, and the versions that it refers to
   */
  encode (row: Row, before?: { readonly record: object }): EncodedRow
  /** Create a reader of one store. It holds each version that it has read, so that records share it. */
  reader (): VersionReader
}

/** Converts rows of files to records. */
export interface VersionReader {
  /** Add a version for later rows. */
  add (digest: string, content: Content): void
  /**
   * Convert a row from its form in files.
   * @param row - the row
   * @param onUnknown - gets the digest of each version that is unknown
   * @returns the row, undefined if it refers to an unknown version
   */
  decode (row: StoredRow, onUnknown?: (digest: string) => void): Row | undefined
  /** Forget the versions, once everything is read. */
  end (): void
  /** Make a row of version 2, which has no references, share the versions of other records. */
  share (row: Row): Row
}

/** Length of a digest (base64url characters): 132 bits of SHA-256. */
const DIGEST_LENGTH = 22

const digestOfContent = (content: Content): string =>
  hash('sha256', JSON.stringify(content), 'base64url').slice(0, DIGEST_LENGTH)

/**
 * Create the versions of a store.
 * @param digest - gives equal digests for equal contents alone; a store in memory needs none
 */
export function createVersions (digest: (content: Content) => string = digestOfContent): Versions {
  /** Digests of Opportunities and groups that are in memory. */
  const digests = new WeakMap<object, string>()

  function digestOf (record: Opportunity | OpportunityGroup): string {
    const known = digests.get(record)
    if (known !== undefined) return known
    const computed = digest(contentOf(record))
    digests.set(record, computed)
    return computed
  }

  /** Take over the digest of the former record if only the spaces have changed. */
  function inherit (record: object | null, before: object | undefined): void {
    const known = before === undefined ? undefined : digests.get(before)
    if (known === undefined || before === undefined || record === null) return
    if (hasSameContent(record, before)) digests.set(record, known)
  }

  function createReader (): VersionReader {
    const contents = new Map<string, Content>()
    /** Records by version and spaces, so that items of orders share them. */
    const shared = new Map<string, Opportunity | OpportunityGroup>()

    function decode (row: StoredRow, onUnknown: (digest: string) => void = () => {}): Row | undefined {
      return fromStored(row, ({ version, spaces }) => {
        const content = contents.get(version)
        if (content === undefined) {
          onUnknown(version)
          return undefined
        }
        const key = spaces === undefined ? version : `${version} ${spacesKey(spaces)}`
        const record = shared.get(key) ?? joined(content, spaces)
        shared.set(key, record)
        digests.set(record, version)
        return record
      })
    }

    return {
      add: (version, content) => { contents.set(version, content) },
      decode,
      end () {
        contents.clear()
        shared.clear()
      },
      share: (row) => decode(toStored(row, (record) => {
        const content = contentOf(record)
        // The record is a copy that ends here. Its digest is not kept: a WeakMap of many keys delays everything.
        const version = digest(content)
        if (!contents.has(version)) contents.set(version, content)
        return referenceTo(record, version)
      })) ?? row
    }
  }

  return {
    encode (row, before) {
      const versions = new Map<string, Opportunity | OpportunityGroup>()
      inherit(row[2], before?.record)
      const stored = toStored(row, (record) => {
        const version = digestOf(record)
        versions.set(version, record)
        return referenceTo(record, version)
      })
      return { body: bodyOf(stored), versions }
    },
    reader: createReader
  }
}

const referenceTo = (record: Opportunity | OpportunityGroup, version: string): Reference =>
  'spaces' in record ? { version, spaces: record.spaces } : { version }

/** @returns a text that equal spaces share, in less time than their JSON takes. */
const spacesKey = ({ maximum, booked, leased, proposed }: Opportunity['spaces']): string =>
  `${maximum} ${booked} ${leased} ${proposed}`

/** @returns the part of an Opportunity or group that never changes. */
export function contentOf (record: Opportunity | OpportunityGroup): Content {
  if (!('spaces' in record)) return record
  const { spaces: _spaces, ...content } = record
  return content
}

/** A group is its content: all records share it. */
function joined (content: Content, spaces: Opportunity['spaces'] | undefined): Opportunity | OpportunityGroup {
  return (spaces === undefined ? content : { ...content, spaces }) as Opportunity | OpportunityGroup
}

function hasSameContent (record: object, before: object): boolean {
  const former = before as Readonly<Record<string, unknown>>
  return Object.keys(former).length === Object.keys(record).length &&
    Object.entries(record).every(([name, value]) => name === 'spaces' || value === former[name])
}
