import { isHtml } from './markup.ts'
import { parseUrl } from './parse-url.ts'

/** Control characters except white space, and lone surrogates: no character of a text. */
const NO_TEXT = /(?![\t\n\r])\p{Cc}|\p{Cs}/u
const INSTANT = /^\d{4}-\d\d-(\d\d)T\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)$/
const DATE_PART = '(?:\\d{1,9}Y)?(?:\\d{1,9}M)?(?:\\d{1,9}W)?(?:\\d{1,9}D)?'
const TIME_PART = 'T(?=\\d)(?:\\d{1,9}H)?(?:\\d{1,9}M)?(?:\\d{1,9}(?:\\.\\d{1,3})?S)?'
const DURATION = new RegExp(`^P(?=\\d|T)${DATE_PART}(?:${TIME_PART})?$`)
const LABEL = '[a-z0-9](?:[\\w-]*[a-z0-9])?'
const HOST = `(?:\\[[0-9a-f:.]+\\]|${LABEL}(?:\\.${LABEL})*)`
const HOST_NAME = new RegExp(`^${HOST}$`, 'i')
const WEB_URL = new RegExp(`^https?://${HOST}(?::[1-9][0-9]{0,4})?(?:[/?#][^\\s">\\\\^\`{|}]*)?$`, 'i')
const ATOM = "[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
const DOMAIN_LABEL = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?'
const EMAIL = new RegExp(`^${ATOM}(?:\\.${ATOM})*@(?:${DOMAIN_LABEL}\\.)+${DOMAIN_LABEL}$`, 'i')
/** Country codes of ISO 3166-1 alpha-2. */
const COUNTRIES = new Set([
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY',
  'BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK',
  'FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR',
  'IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK',
  'ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM',
  'PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF',
  'TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'
].join(' ').split(' '))

const isClean = (text: string): boolean => !NO_TEXT.test(text) && !isHtml(text)

/** @returns whether a text is an instant in whole seconds, on a day that exists */
function isInstant (text: string): boolean {
  const day = INSTANT.exec(text)?.[1]
  // A day beyond its month moves the date into the next month.
  const date = new Date(`${text.slice(0, 10)}T00:00:00Z`)
  return day !== undefined && date.getUTCDate() === Number(day) && !Number.isNaN(Date.parse(text))
}

/** Checks of text formats. A text of a request must also be valid in the documents that repeat it. */
export const FORMATS = {
  'plain-text': isClean,
  'web-url': (text: string): boolean => WEB_URL.test(text) && isClean(text) && parseUrl(text) !== undefined,
  email: (text: string): boolean => EMAIL.test(text) && !isHtml(text),
  instant: isInstant,
  /** A duration that is not negative, in whole units but for seconds. */
  duration: (text: string): boolean => DURATION.test(text),
  'start-clock': (text: string): boolean => text === 'real' || isInstant(text),
  'redirect-uri': (text: string): boolean => /^https?:\/\/[^#]+$/.test(text) && parseUrl(text) !== undefined,
  'country-code': (text: string): boolean => COUNTRIES.has(text),
  'any-uuid': (text: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text),
  'control-switch': (text: string): boolean => text === 'on' || text === 'off' || /^[!-~]{16,}$/.test(text),
  'host-name': (text: string): boolean => HOST_NAME.test(text),
  'change-number': (text: string): boolean => /^(?:0|[1-9][0-9]{0,15})$/.test(text),
  'page-limit': (text: string): boolean => /^[1-9][0-9]{0,15}$/.test(text)
} as const

/** Descriptions of the formats in use, those of JSON Schema included, for error messages. */
export const FORMAT_WORDS: Readonly<Record<string, string>> = {
  'plain-text': 'text without HTML and control characters',
  'web-url': 'an address with http or https',
  'redirect-uri': 'an address with http or https, without a fragment',
  'country-code': 'a country code of two letters, such as GB',
  'any-uuid': 'a UUID, such as 3f6f0a52-7c1d-4b0e-9a55-2f1f0b8f4c11',
  'control-switch': 'on, off, or a token of at least 16 visible ASCII characters',
  'host-name': 'the name of a host without a port, such as tests.example',
  'change-number': 'a change number: a whole number, 0 or more',
  'page-limit': 'a number of items: a whole number, 1 or more',
  uri: 'an absolute address',
  email: 'an e-mail address',
  instant: 'a date with time and time zone, such as 2027-03-09T10:20:00Z',
  duration: 'an ISO 8601 duration, such as PT15M',
  'start-clock': 'real, or a date with time and time zone, such as 2027-03-09T10:20:00Z'
} satisfies Record<keyof typeof FORMATS | 'uri', string>

/** Descriptions of the types of JSON Schema, for error messages. */
export const TYPE_WORDS: Readonly<Record<string, string>> = {
  object: 'an object',
  array: 'a list',
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  null: 'null'
}
