/**
 * What lies between a fresh clone and our TypeScript: the packages of package-lock.json and the
 * Node that is one of them. Plain JavaScript for whatever Node (20 or later) the user has.
 */

import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, rmdirSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildWeb } from './web.mjs'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..')

const packages = join(root, 'node_modules')
const windows = process.platform === 'win32'
const neededMajor = 26

/**
 * Makes sure that the packages are there and runs a script of ours with the Node among them;
 * then ends as it ended. Says everything on standard error: standard output is the script's. What
 * Node makes of our files is kept beside the packages, so that the next start need not do it again.
 */
export async function runWithPackages(script, words, { development, screens = false }) {
  if (!existsSync(join(root, script))) return fail(`There is no ${script} in this version.`)
  if (!packagesComplete(development)) await installPackages()
  const node = findNode() ?? repairNode()
  if (screens && (await buildWeb(root, node)) !== 0) return fail('The screens could not be built.')
  const env = { NODE_COMPILE_CACHE: join(packages, '.cache', 'compiled'), ...process.env }
  const child = spawn(node, [join(root, script), ...words], { stdio: 'inherit', env })
  process.exit(await ended(child))
}

/**
 * Waits for a program to end, passing on the signals that reach us meanwhile; answers its exit
 * code. If a signal ended it, the same one ends us.
 */
async function ended(child) {
  const names = ['SIGINT', 'SIGTERM', 'SIGHUP']
  // A terminal sends Ctrl-C to the child as well; other signals come to us alone.
  const passOn = (name) => {
    if (name !== 'SIGINT' || !process.stdin.isTTY) child.kill(name)
  }
  for (const name of names) process.on(name, passOn)
  const [code, signal] = await new Promise((resolve) => {
    child.on('error', (error) => {
      say(`${child.spawnfile} can't be started: ${error.message}.`)
      resolve([1, null])
    })
    child.on('exit', (...end) => resolve(end))
  })
  for (const name of names) process.off(name, passOn)
  if (signal === null) return code
  process.kill(process.pid, signal)
  // Where the signal is not deadly to us we still must not go on.
  return 1
}

/**
 * Whether what npm noted as installed is what package-lock.json asks for. Optional packages are
 * for other machines mostly; which of them belongs here only npm can say.
 */
function packagesComplete(development) {
  const wanted = readJson(join(root, 'package-lock.json'))?.packages
  const installed = readJson(join(packages, '.package-lock.json'))?.packages
  if (wanted === undefined) fail('package-lock.json is missing or damaged: restore it.')
  if (installed === undefined) return false
  return Object.entries(wanted).every(([path, { version, optional, dev }]) => {
    if (path === '' || optional || (dev && !development)) return true
    return installed[path]?.version === version && existsSync(join(root, path))
  })
}

async function installPackages() {
  const started = Date.now()
  const seconds = () => Math.round((Date.now() - started) / 1000)
  say('Installing the packages of package-lock.json (once; a minute or so) …')
  const timer = setInterval(() => say(`… still installing, ${seconds()} s`), 15_000)
  const cache = usableCache()
  const env = { ...process.env, ...(cache === null ? {} : { npm_config_cache: cache.folder }) }
  const words = [
    'ci',
    '--include=dev',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    '--no-update-notifier',
  ]
  // Standard output is left to the script that is to run.
  const code = await ended(spawnNpm(words, { cwd: root, stdio: ['ignore', 2, 2], env }))
  clearInterval(timer)
  if (cache !== null) rmSync(cache.folder, { recursive: true, force: true })
  if (code !== 0) {
    fail('The packages could not be installed; npm says why above. Then try again.')
  }
  say(`The packages are installed (${seconds()} s).`)
}

/** npm that started us, else the one on the path. */
function spawnNpm(words, options) {
  const npm = process.env.npm_execpath
  // Another package manager may have started us; only npm knows package-lock.json.
  if (npm !== undefined && /npm-cli\.[cm]?js$/.test(npm) && existsSync(npm)) {
    return spawn(process.execPath, [npm, ...words], options)
  }
  return spawn(windows ? 'npm.cmd' : 'npm', words, { ...options, shell: windows })
}

/** Null if npm's own cache can be written, else a temporary one: a home may be missing. */
function usableCache() {
  const home = homedir()
  const own = process.env.npm_config_cache ?? (home === '' ? '' : join(home, '.npm'))
  try {
    if (own === '') throw new Error('no home')
    // npm makes the folder itself; whether it can, only writing into the nearest one tells.
    let nearest = own
    while (!existsSync(nearest)) nearest = dirname(nearest)
    rmdirSync(mkdtempSync(join(nearest, '.backstay-')))
    return null
  } catch {
    return { folder: mkdtempSync(join(tmpdir(), 'backstay-npm-')) }
  }
}

/** The Node of the packages, or our own if it is new enough, or null. */
function findNode() {
  const name = windows ? 'node.exe' : 'node'
  const kind = `${windows ? 'win' : process.platform}-${process.arch}`
  const places = [
    join(packages, 'node', 'bin', name),
    ...[packages, join(packages, 'node', 'node_modules')].flatMap((folder) =>
      [`node-${kind}`, `node-bin-${kind}`].map((found) => join(folder, found, 'bin', name)),
    ),
  ]
  const found = places.find((place) => existsSync(place) && runs(place))
  if (found !== undefined) return found
  return Number(process.versions.node.split('.')[0]) >= neededMajor ? process.execPath : null
}

function runs(program) {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0
}

/** Where install scripts are switched off, the package "node" lacks its program: fetches it now. */
function repairNode() {
  const place = join(packages, 'node')
  say('The install script of the package "node" was skipped; it is run now to fetch the program.')
  const cache = usableCache()
  const env = { ...process.env, ...(cache === null ? {} : { npm_config_cache: cache.folder }) }
  spawnSync(process.execPath, ['installArchSpecificPackage.js'], {
    cwd: place,
    stdio: ['ignore', 2, 2],
    env,
  })
  if (cache !== null) rmSync(cache.folder, { recursive: true, force: true })
  const node = findNode()
  if (node !== null) return node
  return fail(
    `Node ${neededMajor} is missing: the package "node" has no program for ` +
      `${process.platform} ${process.arch}, or its install script could not fetch it. ` +
      `Run "npm rebuild node", or start with a Node ${neededMajor} of your own.`,
  )
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

function say(sentence) {
  process.stderr.write(`${sentence}\n`)
}

function fail(sentence) {
  say(sentence)
  process.exit(1)
}
