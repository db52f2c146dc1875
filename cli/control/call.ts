import type { MemberName } from './members.ts'

/** A flag of one command. */
export interface CommandFlag {
  readonly type: 'string' | 'boolean'
  /** Its effect, without a final full stop. */
  readonly description: string
}

/** A control call, as words and flags make it. */
export interface Call {
  readonly method: string
  /** Path below `/simulator`; a name in braces stands for the member. */
  readonly path: string
  /** The members that the words after the verb give, in this order. */
  readonly words?: readonly MemberName[]
  /** Whether the last member takes all further words. */
  readonly hasText?: true
  /** The members that flags give. */
  readonly flags?: readonly MemberName[]
  /** The members that the verb gives, unless a flag does. */
  readonly fixed?: Readonly<Record<string, unknown>>
  /** Whether the answer is a list, which may have further pages. */
  readonly isList?: true
  /** The words of a call that an action of its own makes. */
  readonly own?: string
}

/** A command, with its calls by verb. The first one needs no verb if it needs no words; '' stands for none. */
export interface ControlCommand {
  /** Its purpose, without a final full stop. */
  readonly purpose: string
  readonly calls: Readonly<Record<string, Call>>
  /** Its flags that are no members of a call. */
  readonly flags?: Readonly<Record<string, CommandFlag>>
}
