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
