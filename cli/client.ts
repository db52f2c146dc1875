export { INSIDE } from '../plugins/rate-limit.ts'
