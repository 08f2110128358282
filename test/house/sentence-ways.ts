/** In which ways a sentence of the source may read: its text, and the holes where values stand. */
import { SyntaxKind } from 'typescript/unstable/ast'
import type { Expression, Node, SourceFile } from 'typescript/unstable/ast'
import * as is from 'typescript/unstable/ast/is'
import { SymbolFlags } from 'typescript/unstable/sync'
import type { Project, Symbol } from 'typescript/unstable/sync'

/** A value within a sentence, by the words of the source that give it. */
export interface Hole {
  readonly hole: string
}

/** The pieces of a sentence: text as it is, and what differs from one time to the next. */
export type Pattern = readonly (string | Hole)[]

/** What names stand for while a function's own words are read. */
type Bound = ReadonlyMap<number, readonly Pattern[]>

/** What these tell is a value of a sentence: names, figures, lists of words. */
const values = new Set(['aOrAn', 'listed', 'calledPaper', 'calledRow', 'figure', 'stepWords'])

/** One expression that may read in more ways is to be written in another way. */
const mostWays = 64
const deepest = 14

/** Follows text through constants, helpers, parameters and choices to the words themselves. */
export class Ways {
  readonly #project: Project
  /** The literals that were read, by file and place. */
  readonly read = new Set<string>()
  readonly #calls = new Map<number, (readonly Expression[])[]>()

  constructor(project: Project, files: readonly SourceFile[]) {
    this.#project = project
    for (const file of files) this.#gatherCalls(file)
  }

  /** All ways in which an expression may read. */
  of(node: Expression): readonly Pattern[] {
    return this.#ways(node, new Map(), 0)
  }

  #gatherCalls(file: SourceFile): void {
    const calls: { readonly callee: Node; readonly given: readonly Expression[] }[] = []
    const visit = (node: Node): void => {
      if (is.isCallExpression(node)) {
        const { expression } = node
        const callee = is.isPropertyAccessExpression(expression) ? expression.name : expression
        if (is.isIdentifier(callee)) calls.push({ callee, given: [...node.arguments] })
      }
      node.forEachChild(visit)
    }
    file.forEachChild(visit)
    const symbols = this.#project.checker.getSymbolAtLocation(calls.map(({ callee }) => callee))
    for (const [at, { given }] of calls.entries()) {
      const id = this.#declared(symbols[at])?.id
      if (id === undefined) continue
      this.#calls.set(id, [...(this.#calls.get(id) ?? []), given])
    }
  }

  /** The symbol itself, where a name was imported. */
  #declared(symbol: Symbol | undefined): Symbol | undefined {
    if (symbol === undefined) return undefined
    return (symbol.flags & SymbolFlags.Alias) !== 0
      ? this.#project.checker.getAliasedSymbol(symbol)
      : symbol
  }

  #ways(node: Node, bound: Bound, depth: number): readonly Pattern[] {
    if (depth > deepest) return [hole(node)]
    const into = (inner: Node): readonly Pattern[] => this.#ways(inner, bound, depth + 1)
    if (is.isStringLiteral(node) || is.isNoSubstitutionTemplateLiteral(node)) {
      this.read.add(nodePlace(node))
      return [[node.text]]
    }
    if (is.isTemplateExpression(node)) {
      this.read.add(nodePlace(node))
      const spans = node.templateSpans.flatMap(({ expression, literal }) => [
        this.#inner(expression, bound, depth + 1),
        [[literal.text]],
      ])
      return joined(node, [[[node.head.text]], ...spans])
    }
    if (is.isConditionalExpression(node)) return [...into(node.whenTrue), ...into(node.whenFalse)]
    if (is.isBinaryExpression(node)) return this.#binary(node, bound, depth)
    if (
      is.isParenthesizedExpression(node) ||
      is.isAsExpression(node) ||
      is.isSatisfiesExpression(node) ||
      is.isNonNullExpression(node)
    )
      return into(node.expression)
    if (is.isIdentifier(node)) return this.#named(node, bound, depth)
    if (is.isCallExpression(node)) return this.#called(node, bound, depth)
    if (is.isPropertyAccessExpression(node)) return this.#member(node, bound, depth)
    if (is.isElementAccessExpression(node)) return this.#tabled(node, bound, depth)
    return [hole(node)]
  }

  /** What stands within a sentence: its own words where it has some, else a hole. */
  #inner(node: Node, bound: Bound, depth: number): readonly Pattern[] {
    const ways = this.#ways(node, bound, depth)
    const isCall = is.isCallExpression(node)
    const isQuote = ways.every(([first]) => typeof first === 'string' && first.startsWith('“'))
    return isQuote || ways.some((way) => says(way, isCall ? 2 : 1)) ? ways : [hole(node)]
  }

  #binary(node: Node, bound: Bound, depth: number): readonly Pattern[] {
    if (!is.isBinaryExpression(node)) return [hole(node)]
    const { left, operatorToken, right } = node
    const sides = (): readonly (readonly Pattern[])[] =>
      [left, right].map((one) => this.#ways(one, bound, depth + 1))
    if (operatorToken.kind === SyntaxKind.PlusToken) return joined(node, sides())
    const isEither =
      operatorToken.kind === SyntaxKind.QuestionQuestionToken ||
      operatorToken.kind === SyntaxKind.BarBarToken
    return isEither ? sides().flat() : [hole(node)]
  }

  #named(node: Node, bound: Bound, depth: number): readonly Pattern[] {
    const { checker } = this.#project
    const parent = node.parent
    const found = is.isShorthandPropertyAssignment(parent)
      ? checker.getShorthandAssignmentValueSymbol(parent)
      : checker.getSymbolAtLocation(node)
    const symbol = this.#declared(found)
    if (symbol === undefined) return [hole(node)]
    const given = bound.get(symbol.id)
    if (given !== undefined) return given
    const declared = symbol.valueDeclaration?.resolve(this.#project)
    if (declared === undefined) return [hole(node)]
    if (is.isVariableDeclaration(declared) && declared.initializer !== undefined)
      return this.#ways(declared.initializer, bound, depth + 1)
    if (is.isParameterDeclaration(declared)) return this.#given(declared, node, depth)
    return [hole(node)]
  }

  /** What callers give for a parameter. */
  #given(parameter: Node, node: Node, depth: number): readonly Pattern[] {
    const of = parameter.parent
    const owner = is.isArrowFunction(of) || is.isFunctionExpression(of) ? of.parent : of
    const place = [...(parametersOf(of) ?? [])].indexOf(parameter)
    const name = nameOf(owner)
    const symbol = name === null ? undefined : this.#project.checker.getSymbolAtLocation(name)
    const calls = symbol === undefined ? [] : (this.#calls.get(symbol.id) ?? [])
    const ways = calls.flatMap((given) => {
      const one = given[place]
      return one === undefined ? [] : [...this.#ways(one, new Map(), depth + 1)]
    })
    return ways.length === 0 ? [hole(node)] : distinct(ways)
  }

  /** What a function of ours says with what it is given; of others, a hole. */
  #called(node: Node, bound: Bound, depth: number): readonly Pattern[] {
    if (!is.isCallExpression(node)) return [hole(node)]
    const { expression } = node
    if (is.isPropertyAccessExpression(expression) && expression.name.text === 'join')
      return this.#joinedList(node, bound, depth)
    const callee = is.isPropertyAccessExpression(expression) ? expression.name : expression
    if (!is.isIdentifier(callee) || values.has(callee.text)) return [hole(node)]
    const symbol = this.#declared(this.#project.checker.getSymbolAtLocation(callee))
    const declared = symbol?.valueDeclaration?.resolve(this.#project)
    const body = declared === undefined ? null : functionOf(declared)
    if (body === null) return [hole(node)]
    const inside = new Map(bound)
    for (const [at, parameter] of body.parameters.entries()) {
      const given = node.arguments[at]
      if (given === undefined || !is.isIdentifier(parameter.name)) continue
      const own = this.#project.checker.getSymbolAtLocation(parameter.name)
      if (own !== undefined) inside.set(own.id, this.#ways(given, bound, depth + 1))
    }
    const ways = body.returns.flatMap((one) => [...this.#ways(one, inside, depth + 1)])
    return ways.length === 0 ? [hole(node)] : distinct(ways)
  }

  /** `[one, another].join(' ')` with its parts. */
  #joinedList(node: Node, bound: Bound, depth: number): readonly Pattern[] {
    if (!is.isCallExpression(node) || !is.isPropertyAccessExpression(node.expression))
      return [hole(node)]
    const list = node.expression.expression
    const [between] = node.arguments
    if (!is.isArrayLiteralExpression(list) || between === undefined) return [hole(node)]
    if (!is.isStringLiteral(between)) return [hole(node)]
    const parts = list.elements.flatMap((one, at) => {
      if (is.isSpreadElement(one)) return [this.#spread(one.expression, between.text, bound, depth)]
      return [...(at === 0 ? [] : [[[between.text]]]), this.#ways(one, bound, depth + 1)]
    })
    return joined(node, parts)
  }

  /** What a list that is spread among others may add, each with what stands between. */
  #spread(node: Node, between: string, bound: Bound, depth: number): readonly Pattern[] {
    const lists = this.#lists(node)
    if (lists === null) return [hole(node)]
    return lists.flatMap((elements) =>
      joined(
        node,
        elements.flatMap((one) => [[[between]], this.#ways(one, bound, depth + 1)]),
      ),
    )
  }

  /** The lists that an expression may be, where its source writes them out. */
  #lists(node: Node): readonly (readonly Expression[])[] | null {
    if (is.isParenthesizedExpression(node)) return this.#lists(node.expression)
    if (is.isArrayLiteralExpression(node)) return [[...node.elements]]
    if (is.isConditionalExpression(node)) {
      const both = [this.#lists(node.whenTrue), this.#lists(node.whenFalse)]
      return both.includes(null) ? null : both.flatMap((one) => one ?? [])
    }
    if (!is.isCallExpression(node) || !is.isIdentifier(node.expression)) return null
    const symbol = this.#declared(this.#project.checker.getSymbolAtLocation(node.expression))
    const body = functionOf(symbol?.valueDeclaration?.resolve(this.#project) ?? node)
    const all = body?.returns.map((one) => this.#lists(one)) ?? [null]
    return all.includes(null) ? null : all.flatMap((one) => one ?? [])
  }

  /** A value of a constant table: `reasons.gone`. */
  #member(node: Node, bound: Bound, depth: number): readonly Pattern[] {
    if (!is.isPropertyAccessExpression(node)) return [hole(node)]
    const symbol = this.#project.checker.getSymbolAtLocation(node.name)
    const declared = symbol?.valueDeclaration?.resolve(this.#project)
    if (declared === undefined || !is.isPropertyAssignment(declared)) return [hole(node)]
    return this.#ways(declared.initializer, bound, depth + 1)
  }

  /** Any value of a constant table: `reasons[why]`. */
  #tabled(node: Node, bound: Bound, depth: number): readonly Pattern[] {
    if (!is.isElementAccessExpression(node)) return [hole(node)]
    const table = this.#tableOf(bare(node.expression))
    if (table === null || !is.isObjectLiteralExpression(table)) return [hole(node)]
    const ways = table.properties.flatMap((one) =>
      is.isPropertyAssignment(one) ? [...this.#ways(one.initializer, bound, depth + 1)] : [],
    )
    return ways.length === 0 ? [hole(node)] : distinct(ways)
  }

  #tableOf(node: Node): Node | null {
    if (!is.isIdentifier(node)) return node
    const symbol = this.#declared(this.#project.checker.getSymbolAtLocation(node))
    const declared = symbol?.valueDeclaration?.resolve(this.#project)
    if (declared === undefined || !is.isVariableDeclaration(declared)) return null
    return declared.initializer === undefined ? null : bare(declared.initializer)
  }
}

/** A pattern as one text: holes stand as what they are told as. */
export function patternText(pattern: Pattern, told: (hole: string, at: number) => string): string {
  let at = 0
  return pattern.map((one) => (typeof one === 'string' ? one : told(one.hole, at++))).join('')
}

export function nodePlace(node: Node): string {
  return `${node.getSourceFile().fileName}:${node.getStart()}`
}

function hole(node: Node): Pattern {
  return [{ hole: node.getText().replaceAll(/\s+/g, ' ') }]
}

function says(pattern: Pattern, words: number): boolean {
  return pattern.some(
    (one) =>
      typeof one === 'string' && one.split(/\s+/).filter((w) => /[a-z]/i.test(w)).length >= words,
  )
}

function joined(node: Node, parts: readonly (readonly Pattern[])[]): readonly Pattern[] {
  let ways: readonly Pattern[] = [[]]
  for (const part of parts)
    ways = ways.flatMap((before) => part.map((after) => merged([...before, ...after])))
  if (ways.length > mostWays)
    throw new Error(`${node.getSourceFile().fileName}: ${ways.length} ways: ${node.getText()}`)
  return distinct(ways)
}

/** Neighbours become one: text with text, and a hole with a hole. */
function merged(pieces: Pattern): Pattern {
  const all: (string | Hole)[] = []
  for (const piece of pieces) {
    const last = all.at(-1)
    if (piece === '') continue
    if (typeof piece === 'string' && typeof last === 'string') all[all.length - 1] = last + piece
    else if (typeof piece === 'object' && typeof last === 'object') continue
    else all.push(piece)
  }
  return all
}

function distinct(ways: readonly Pattern[]): readonly Pattern[] {
  return [...new Map(ways.map((way) => [patternText(way, () => '\u0000'), way])).values()]
}

function bare(node: Node): Node {
  return is.isAsExpression(node) || is.isSatisfiesExpression(node) ? bare(node.expression) : node
}

function parametersOf(of: Node): readonly Node[] | null {
  if (is.isArrowFunction(of) || is.isFunctionDeclaration(of) || is.isFunctionExpression(of))
    return [...of.parameters]
  if (is.isMethodDeclaration(of)) return [...of.parameters]
  return null
}

function nameOf(owner: Node): Node | null {
  if (is.isFunctionDeclaration(owner) || is.isMethodDeclaration(owner)) return owner.name ?? null
  if (is.isVariableDeclaration(owner) || is.isPropertyAssignment(owner)) return owner.name
  return null
}

interface Body {
  readonly parameters: readonly { readonly name: Node }[]
  readonly returns: readonly Expression[]
}

function functionOf(declared: Node): Body | null {
  const of =
    is.isVariableDeclaration(declared) || is.isPropertyAssignment(declared)
      ? declared.initializer
      : declared
  if (of === undefined) return null
  if (is.isArrowFunction(of) && !is.isBlock(of.body))
    return { parameters: [...of.parameters], returns: [of.body] }
  if (is.isArrowFunction(of) || is.isFunctionDeclaration(of) || is.isMethodDeclaration(of)) {
    if (of.body === undefined) return null
    return { parameters: [...of.parameters], returns: returnsIn(of.body) }
  }
  return null
}

function returnsIn(body: Node): Expression[] {
  const found: Expression[] = []
  const visit = (node: Node): void => {
    if (is.isReturnStatement(node) && node.expression !== undefined) found.push(node.expression)
    if (is.isArrowFunction(node) || is.isFunctionDeclaration(node)) return
    node.forEachChild(visit)
  }
  body.forEachChild(visit)
  return found
}
