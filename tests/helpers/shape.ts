import { FULL } from './runs.ts'

/** Properties whose text matters to a validator: types, codes, and terms of vocabularies. */
const WORDS = ['@type', '@context', '@value', 'priceCurrency', 'addressCountry', 'inScheme', 'state', 'encodingFormat']
/** IRIs of a vocabulary: a type, a member of an enumeration, an activity. */
const VOCABULARY = /^(?:https:\/\/(?:www\.)?(?:schema\.org|openactive\.io|w3\.org|purl\.org)\/|schema:|oa:|test:)/
/** A concept of a controlled vocabulary: the sample data has dozens, and one of each scheme is enough but in a full run. */
const CONCEPT = /#[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i

/** Forms of text that a validator distinguishes. The first match applies. */
const FORMS: ReadonlyArray<readonly [name: string, form: RegExp]> = [
  ['empty', /^$/],
  ['instant', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)$/],
  ['date', /^\d{4}-\d\d-\d\d$/],
  ['time', /^\d\d:\d\d(?::\d\d)?Z?$/],
  ['fraction', /\d\d:\d\d:\d\d[.,]\d/],
  ['duration', /^-?P[\dTYMWDHS.,]+$/],
  ['uuid', UUID],
  ['integer', /^-?\d+$/],
  ['decimal', /^-?\d+\.\d+$/],
  ['e-mail', /^[^\s@]+@[^\s@]+$/],
  ['telephone', /^[+\d][\d ()-]{6,}$/],
  ['space', /^\s|\s$/],
  ['markup', /[<>]/],
  ['lines', /[\r\n]/]
]

/**
 * Describe the structure of a document: its properties, and the aspects of each value that a validator checks.
 * Documents of one shape differ in names, ids, instants and amounts only.
 * @param value - parsed JSON
 * @param base - base URL of the simulator
 */
export function shapeOf (value: unknown, base: string, name = ''): string {
  if (typeof value === 'string') return isWord(value, name) ? JSON.stringify(FULL ? value : value.replace(CONCEPT, '#')) : formOf(value, base)
  if (typeof value === 'number') return name === 'statusCode' ? String(value) : sizeOf(value, name)
  if (typeof value !== 'object' || value === null) return String(value)
  if (Array.isArray(value)) {
    const shapes = new Set(value.map((part: unknown) => shapeOf(part, base, name)))
    return `[${[...shapes].join()}${value.length > 1 ? '…' : ''}]`
  }
  return `{${Object.entries(value).map(([key, part]) => `${key}:${shapeOf(part, base, key)}`).join()}}`
}

const isWord = (text: string, name: string): boolean => WORDS.includes(name) || VOCABULARY.test(text)

function formOf (text: string, base: string): string {
  if (/^\w+:\/\//.test(text)) {
    const escaped = URL.canParse(text) && new URL(text).href === text ? '' : '!'
    return `${text.startsWith(base) ? 'own' : text.split(':', 1)[0]}${text.includes('#') ? '#' : ''}${escaped}`
  }
  return FORMS.find(([, form]) => form.test(text))?.[0] ?? 'text'
}

function sizeOf (number: number, name: string): string {
  if (number === 0) return '0'
  const isMoney = name === 'price' && Math.round(number * 100) / 100 === number
  return `${number < 0 ? '-' : ''}${isMoney ? 'money' : Number.isInteger(number) ? 'whole' : 'fraction'}`
}

/** Select one document of each shape, or every document in a full run. */
export function oneOfEach<T> (documents: readonly T[], base: string): T[] {
  return FULL ? [...documents] : [...new Map(documents.map((document) => [shapeOf(document, base), document])).values()]
}

/** Number of each shape of a node: a run has few shapes, in a million nodes. */
const numbers = new Map<string, number>()
/** Shapes of the nodes in an object, by its holder. Joined documents share nodes. */
const known = new WeakMap<object, Map<string, readonly number[]>>()

/**
 * Describe each node of a document by itself: the property that holds it, its shape, and the types of the nodes in it.
 * @param value - a document or a part of one
 * @param base - base URL of the simulator
 * @returns a number for the shape of each node
 */
export function nodesOf (value: unknown, base: string, holder = ''): readonly number[] {
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap((part: unknown) => nodesOf(part, base, holder))
  const byHolder = known.get(value) ?? new Map<string, readonly number[]>()
  known.set(value, byHolder)
  const nodes = byHolder.get(holder) ?? describeNodes(value as Readonly<Record<string, unknown>>, base, holder)
  byHolder.set(holder, nodes)
  return nodes
}

function describeNodes (node: Readonly<Record<string, unknown>>, base: string, holder: string): number[] {
  const parts = Object.entries(node)
  const shape = `${holder} ${shapeOf(Object.fromEntries(parts.map(([name, part]) => [name, withoutDetails(part)])), base)}`
  const number = numbers.get(shape) ?? numbers.size
  numbers.set(shape, number)
  return [number, ...parts.flatMap(([name, part]) => nodesOf(part, base, `${String(node['@type'])}.${name}`))]
}

function withoutDetails (part: unknown): unknown {
  if (Array.isArray(part)) return part.map(withoutDetails)
  return typeof part === 'object' && part !== null ? { '@type': (part as Readonly<Record<string, unknown>>)['@type'] } : part
}
