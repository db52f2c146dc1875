#!/usr/bin/env node
import { guardedOutput } from './cli/io.ts'
import { run } from './cli/run.ts'
import { stopOnSignals } from './cli/signals.ts'

const [stdout, stderr] = [guardedOutput(process.stdout), guardedOutput(process.stderr)]
process.exitCode = await run(process.argv.slice(2), { env: process.env, stdout, stderr }, stopOnSignals)
