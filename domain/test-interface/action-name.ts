import type { ActionRequest } from '../../schemas/test-interface.ts'

/** @returns the name of an action without its namespace */
export function nameOfAction ({ '@type': type }: ActionRequest): string {
  return type.replace(/^(?:test:|https:\/\/openactive\.io\/test-interface#)/, '')
}
