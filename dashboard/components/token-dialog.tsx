import type { JSX } from 'preact'
import { tokenQuestion } from '../client/api.ts'
import { Dialog, type Field, Form } from './dialog.tsx'

const TOKEN: Field = {
  name: 'token', label: 'Token', type: 'password', required: true, hint: 'This tab keeps it until you close it.'
}

/** The question for the token of the control interface. */
export function TokenDialog (): JSX.Element | null {
  const question = tokenQuestion.value
  if (question === null) return null
  return (
    <Dialog key={question.detail} title='Token of the control interface' onClose={() => {}}>
      <p>{question.detail}</p>
      <Form
        fields={[TOKEN]}
        submit='Continue' onSubmit={({ token = '' }) => { question.answer(token) }}
      />
    </Dialog>
  )
}
