/** All sentences that the source makes of problems, found where they are written. */
import { join, relative } from 'node:path'
import { SyntaxKind } from 'typescript/unstable/ast'
import type { Expression, Node, SourceFile } from 'typescript/unstable/ast'
import * as is from 'typescript/unstable/ast/is'
import { API } from 'typescript/unstable/sync'
import type { Project } from 'typescript/unstable/sync'
import { repository } from '#test/house/files.ts'
import { nodePlace, Ways } from '#test/house/sentence-ways.ts'
import type { Pattern } from '#test/house/sentence-ways.ts'

export interface Sentence {
  readonly pattern: Pattern
  /** "src/kit/write.ts:12". */
  readonly at: string
}

/**
 * The sentences of problems that these files make: what stands as `message`, what schemas are told
 * to say, and the tables of sentences. Each in all ways it may read.
 */
export function sentencesOf(isRead: (path: string) => boolean): Found {
  const api = new API({ cwd: repository })
  try {
    const snapshot = api.updateSnapshot({ openProjects: [join(repository, 'tsconfig.json')] })
    const [project] = snapshot.getProjects()
    if (project === undefined) throw new Error('The compiler opened no project.')
    return readBy(project, isRead)
  } finally {
    api.close()
  }
}

/** Literals that read like sentences and were never read as such: where, and what they say. */
export interface Stray {
  readonly at: string
  readonly text: string
}

export interface Found {
  readonly sentences: readonly Sentence[]
  readonly strays: readonly Stray[]
}

function readBy(project: Project, isRead: (path: string) => boolean): Found {
  const files = project.program
    .getSourceFileNames()
    .filter((name) => name.startsWith(join(repository, 'src/')) && !/\.test\.tsx?$/.test(name))
    .flatMap((name) => project.program.getSourceFile(name) ?? [])
  const ways = new Ways(project, files)
  const meant = files.filter(({ fileName }) => isRead(relative(repository, fileName)))
  const sentences = meant.flatMap((file) =>
    sinksOf(project, file).flatMap((sink) =>
      ways.of(sink).map((pattern) => ({ pattern, at: placeOf(file, sink) })),
    ),
  )
  return { sentences, strays: meant.flatMap((file) => straysOf(file, ways.read)) }
}

/** What reads like a sentence, but is no description, no defect, and was not met as a problem. */
function straysOf(file: SourceFile, read: ReadonlySet<string>): Stray[] {
  const found: Stray[] = []
  const visit = (node: Node): void => {
    if (isElsewhere(node)) return
    const isPlain = is.isStringLiteral(node) || is.isNoSubstitutionTemplateLiteral(node)
    if (isPlain || is.isTemplateExpression(node)) {
      const text = node.getText().slice(1, -1)
      if (/^[A-Z“$].* .*[a-z}”][.?]$/s.test(text) && !read.has(nodePlace(node)))
        found.push({ at: placeOf(file, node), text })
    }
    node.forEachChild(visit)
  }
  file.forEachChild(visit)
  return found
}

/** What is told to programs, to their writers, or as the words of a description. */
function isElsewhere(node: Node): boolean {
  if (is.isThrowStatement(node)) return true
  if (is.isCallExpression(node) && is.isIdentifier(node.expression))
    return describing.has(node.expression.text)
  return is.isPropertyAssignment(node) && told.has(node.name.getText())
}

/** What says of a field of the API what it holds. */
const describing = new Set([
  'column',
  'companyCode',
  'day',
  'decimal',
  'duty',
  'identifier',
  'moment',
  'text',
  'textOrNone',
  'whole',
])

const told = new Set(['description', 'summary', 'meaning', 'about', 'help', 'answers', 'text'])

function placeOf(file: SourceFile, node: Node): string {
  const line = file.text.slice(0, node.getStart(file)).split('\n').length
  return `${relative(repository, file.fileName)}:${line}`
}

/** The expressions of a file that are said to who asked. */
function sinksOf(project: Project, file: SourceFile): Expression[] {
  const found: Expression[] = []
  const visit = (node: Node): void => {
    const sink =
      messageOf(node) ??
      needOf(node) ??
      sentenceOf(node) ??
      givenOf(node) ??
      logged(node) ??
      schemaMessageOf(project, node)
    if (sink !== null) found.push(sink)
    node.forEachChild(visit)
  }
  file.forEachChild(visit)
  return found
}

/** `message: …` of an object; not of a schema, whose message is a schema itself. */
function messageOf(node: Node): Expression | null {
  if (is.isShorthandPropertyAssignment(node)) {
    const name: Node = node.name
    return is.isIdentifier(name) && name.text === 'message' ? name : null
  }
  if (!is.isPropertyAssignment(node)) return null
  const { name, initializer } = node
  // What cannot be read of a cell says why, and becomes a problem of its line.
  if (name.getText() === 'why') return /^[`'n]/.test(initializer.getText()) ? initializer : null
  if (name.getText() !== 'message') return null
  return /^(z\.|text|\{)/.test(initializer.getText()) ? null : initializer
}

function tabled(property: Node): boolean {
  if (!is.isPropertyAssignment(property)) return false
  if (property.name.getText() === 'otherwise') return true
  const owner = property.parent.parent
  return is.isVariableDeclaration(owner) && owner.name.getText() === 'sentences'
}

/** What a transition needs, by its sentence: `needs: { 'It has a line.': … }`. */
function needOf(node: Node): Expression | null {
  if (!is.isPropertyAssignment(node)) return null
  const { name } = node
  if (!is.isStringLiteral(name)) return null
  const owner = node.parent.parent
  const isNeeds = is.isPropertyAssignment(owner) && owner.name.getText() === 'needs'
  return isNeeds || (is.isVariableDeclaration(owner) && /needs/i.test(owner.name.getText()))
    ? name
    : null
}

/** A sentence that a function gives to others, which build theirs of it. */
function givenOf(node: Node): Expression | null {
  const given = is.isReturnStatement(node)
    ? node.expression
    : is.isArrowFunction(node) && !is.isBlock(node.body)
      ? node.body
      : undefined
  if (given === undefined || !is.isExpression(given)) return null
  const isSentence = /^[`'"(]\s*[A-Z“$].*[.?][`'")]\s*$/s.test(given.getText())
  const isOneOfSome = is.isConditionalExpression(given) && /[a-z]\.[`']/.test(given.getText())
  return isSentence || isOneOfSome ? given : null
}

/** What a job tells its log: `log('warning', '…')`. */
function logged(node: Node): Expression | null {
  if (!is.isCallExpression(node) || !/(^|\.)log$/.test(node.expression.getText())) return null
  const [level, message] = node.arguments
  return level !== undefined && is.isStringLiteral(level) ? (message ?? null) : null
}

/** A function of a table of sentences: what is of the type `Sentence` by its list. */
function sentenceOf(node: Node): Expression | null {
  if (!is.isArrowFunction(node)) return null
  const list = node.parent
  if (is.isPropertyAssignment(list)) return tabled(list) ? wordsOf(node.body) : null
  if (!is.isArrayLiteralExpression(list) || list.elements.length !== 2) return null
  const [rule] = list.elements
  return rule !== undefined && is.isStringLiteral(rule) ? wordsOf(node.body) : null
}

function wordsOf(body: Node): Expression | null {
  if (!is.isBlock(body)) return is.isExpression(body) ? body : null
  const last = [...body.statements].at(-1)
  return last !== undefined && is.isReturnStatement(last) ? (last.expression ?? null) : null
}

/** The sentence that a schema is told to say: `.min(1, 'It is empty.')`, `z.string('Write …')`. */
function schemaMessageOf(project: Project, node: Node): Expression | null {
  if (!is.isCallExpression(node) || !is.isPropertyAccessExpression(node.expression)) return null
  const { expression: of, name } = node.expression
  if (silent.has(name.text)) return null
  const last = node.arguments.at(-1)
  if (last === undefined || !mayBeText(last) || !isText(project, last)) return null
  if (of.getText() === 'z') return last
  const type = project.checker.getTypeAtLocation(of)
  if (type === undefined) return null
  return project.checker.typeToString(type).startsWith('Zod') ? last : null
}

function isText(project: Project, node: Expression): boolean {
  const type = project.checker.getTypeAtLocation(node)
  return type !== undefined && /^(string|["'`])/.test(project.checker.typeToString(type))
}

/** What takes text that nobody is told. */
const silent = new Set(['meta', 'describe', 'default', 'prefault', 'literal', 'catch'])

function mayBeText(node: Node): boolean {
  return (
    is.isStringLiteral(node) ||
    is.isNoSubstitutionTemplateLiteral(node) ||
    is.isTemplateExpression(node) ||
    is.isIdentifier(node) ||
    (is.isBinaryExpression(node) && node.operatorToken.kind === SyntaxKind.PlusToken)
  )
}
