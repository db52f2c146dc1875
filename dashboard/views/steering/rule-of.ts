/** Each fault of the form as members of a rule. */
const EFFECTS: Readonly<Record<string, object>> = {
  status: { status: 503 },
  delay: { delay: 3000 },
  loseAnswer: { loseAnswer: true },
  drop: { drop: 'before' }
}

/**
 * Make a rule of the values of the form.
 * @returns the body of `POST /simulator/faults`
 */
export const ruleOf = ({ on, effect = '', times = '' }: Readonly<Record<string, string>>): object =>
  ({ on, ...EFFECTS[effect], ...(times !== '' && { times: Number(times) }) })

/**
 * Read a document that a person has written.
 * @param name - the noun for the message
 * @throws {Error} if it is not JSON
 */
export function parseJson (text: string, name: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Error(`The ${name} must be JSON: ${(error as Error).message}.`)
  }
}
