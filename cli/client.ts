export { INSIDE } from './http.ts'
