import type { QuestionId } from '../../schemas/requests/details.ts'

/** A question of an intake form. */
export interface FormField {
  readonly id: QuestionId
  readonly kind: 'ShortAnswer' | 'Paragraph' | 'Dropdown' | 'Boolean' | 'FileUpload'
  readonly name: string
  readonly description: string
  readonly required: boolean
  readonly options?: readonly string[]
}

/** Every question that an intake form can have. A Boolean always needs an answer. */
export const FORM_FIELDS: readonly FormField[] = [
  {
    id: 'experience',
    kind: 'ShortAnswer',
    name: 'Experience',
    description: 'Have you done this before?',
    required: true
  },
  {
    id: 'nickname',
    kind: 'ShortAnswer',
    name: 'Nickname',
    description: 'What should the coach call you?',
    required: false
  },
  {
    id: 'goals',
    kind: 'Paragraph',
    name: 'Goals',
    description: 'What would you like to achieve?',
    required: true
  },
  {
    id: 'health',
    kind: 'Paragraph',
    name: 'Health',
    description: 'Is there anything that the coach should know about?',
    required: false
  },
  {
    id: 'shirt-size',
    kind: 'Dropdown',
    name: 'Size of the shirt',
    description: 'Every participant gets one.',
    required: true,
    options: ['Small', 'Medium', 'Large']
  },
  {
    id: 'heard-of-us',
    kind: 'Dropdown',
    name: 'How did you hear of us?',
    description: 'Choose one.',
    required: false,
    options: ['A friend', 'An app', 'At the centre']
  },
  {
    id: 'photographs',
    kind: 'Boolean',
    name: 'Photographs',
    description: 'May we take photographs of you?',
    required: true
  },
  {
    id: 'swimmer',
    kind: 'Boolean',
    name: 'Swimming',
    description: 'Can you swim?',
    required: true
  },
  {
    id: 'consent-form',
    kind: 'FileUpload',
    name: 'Consent form',
    description: 'The address of the signed form.',
    required: true
  },
  {
    id: 'certificate',
    kind: 'FileUpload',
    name: 'Certificate',
    description: 'The address of your certificate, if you have one.',
    required: false
  }
]
