import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { tokenQuestion } from '../client/api.ts'
import { Dialog, type Field, Form } from './dialog.tsx'

const TOKEN: Field = {
  name: 'token', label: 'Token', type: 'password', required: true, hint: 'This tab keeps it until you close it.'
}

/** The question for the token of the control interface. */
export function TokenDialog (): JSX.Element | null {
  const question = tokenQuestion.value
  const [closed, setClosed] = useState<typeof question>(null)
  if (question === null) return null
  if (closed === question) {
    return (
      <p class='error-box token' role='alert'>
        The page shows nothing without the token of the control interface.{' '}
        <button type='button' onClick={() => { setClosed(null) }}>Enter the token</button>
      </p>
    )
  }
  return (
    <Dialog key={question.detail} title='Token of the control interface' onClose={() => { setClosed(question) }}>
      <p>{question.detail}</p>
      <Form
        fields={[TOKEN]}
        submit='Continue' onSubmit={({ token = '' }) => { question.answer(token) }}
      />
    </Dialog>
  )
}
