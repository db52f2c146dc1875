import { AGENT_LENGTH, type LoggedMessage, type LoggedRequest, parsed } from './request-entry.ts'
import { requestError } from './request-error.ts'

/**
 * Leave out the headers and bodies of a request, but for the name of its program, and keep what they say of its error.
 * @param request - the request as it was
 */
export function withoutContent (request: LoggedRequest): LoggedRequest {
  const { status, response } = request
  const error = request.error ?? (status < 400 ? undefined : requestError(parsed(response.body), status))
  const agent = request.request.headers['user-agent']
  return {
    ...request,
    request: cut(request.request, agent === undefined ? {} : { 'user-agent': String(agent).slice(0, AGENT_LENGTH) }),
    response: cut(response, {}),
    ...(error !== undefined && { error })
  }
}

const cut = (message: LoggedMessage, headers: LoggedMessage['headers']): LoggedMessage =>
  ({ headers, body: undefined, ...(message.body !== undefined && { truncated: true }) })
