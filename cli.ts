#!/usr/bin/env node
import { run } from './cli/run.ts'
import { stopOnSignals } from './cli/signals.ts'

process.exitCode = await run(process.argv.slice(2), process, stopOnSignals)
