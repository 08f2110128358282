#!/usr/bin/env node
/** The command line `backstay`: hands its words to src/cli/main.ts, packages first. */

import { runWithPackages } from './packages.mjs'

await runWithPackages('src/cli/main.ts', process.argv.slice(2), { development: false })
