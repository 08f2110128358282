/** The description of the API is whole, valid, and of the same routes as the router's. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { isScope } from '#server/access/scopes.ts'
import { makeApp } from '#server/http/app.ts'
import { openapi } from '#server/http/openapi.ts'
import type { Services } from '#server/http/operation.ts'
import { operationsOf } from '#server/http/operations.ts'
import { all } from '#departments/all.ts'
import { libraryCatalogue } from '#test/kit.ts'

interface Described {
  readonly operationId: string
  readonly security?: readonly object[]
  readonly parameters: readonly { name: string; in: string; required: boolean; schema: object }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { schema: object }>> }
  readonly responses: Readonly<
    Record<string, { description: string; content: Record<string, { schema: object }> }>
  >
}

for (const [whose, catalogue] of [
  ['the program', all],
  ['the library', libraryCatalogue],
] as const) {
  const of = (what: string): string => `${what}, of ${whose}`
  const operations = operationsOf(catalogue)
  const description = openapi(operations) as {
    openapi: string
    paths: Record<string, Record<string, Described>>
    components: { schemas: Record<string, object> }
  }
  const described = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )

  test(of('the router has the routes that are described, and no others below the API'), () => {
    const app = makeApp({ catalogue } as Services)
    const routes = app.routes
      .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/v1'))
      .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`)
    const told = described.map(({ method, path }) => `${method.toUpperCase()} ${path}`)
    assert.deepEqual(routes.sort(), told.sort())
    assert.equal(told.length, operations.length)
    const open = app.routes
      .filter(({ path }) => !path.startsWith('/api/v1'))
      .map(({ path }) => path)
    assert.deepEqual([...new Set(open)].sort(), [
      '/api/docs',
      '/api/docs/start.js',
      '/api/docs/swagger-ui-bundle.js',
      '/api/docs/swagger-ui.css',
      '/api/openapi.json',
      '/health',
    ])
  })

  test(of('every operation has a name of its own, a scope, and its parameters'), () => {
    assert.equal(description.openapi, '3.1.0')
    const names = described.map(({ operation }) => operation.operationId)
    assert.equal(new Set(names).size, names.length)
    for (const { scope, id } of operations) {
      if (scope !== null && scope !== 'own-session') assert.ok(isScope(scope), id)
    }
    for (const { path, operation } of described) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      const told = operation.parameters.filter((parameter) => parameter.in === 'path')
      assert.deepEqual(
        told.map(({ name }) => name),
        inPath,
        path,
      )
      assert.ok(told.every(({ required }) => required))
    }
  })

  test(of('every schema is one, and every reference leads somewhere'), () => {
    for (const { path, operation } of described) {
      const schemas = [
        ...operation.parameters.map(({ schema }) => schema),
        ...Object.values(operation.requestBody?.content ?? {}).map(({ schema }) => schema),
        ...Object.values(operation.responses).flatMap(({ content }) =>
          Object.values(content).map(({ schema }) => schema),
        ),
      ]
      assert.ok(schemas.length > 0)
      for (const schema of schemas) {
        const reference = (schema as { $ref?: string }).$ref
        if (reference === undefined)
          assert.doesNotThrow(
            () => z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]),
            path,
          )
        else assert.equal(reference, '#/components/schemas/Problem')
      }
    }
    assert.ok(description.components.schemas['Problem'] !== undefined)
  })

  test(of('who may use an operation is said as its security'), () => {
    for (const { id, scope } of operations) {
      const found = described.find(({ operation }) => operation.operationId === id)?.operation
      const security = scope === null ? [] : scope === 'own-session' ? [{ session: [] }] : undefined
      assert.deepEqual(found?.security, security, id)
    }
  })

  test(
    of('every operation says what it answers, and that it may be refused or unavailable'),
    () => {
      for (const { path, operation } of described) {
        const statuses = Object.keys(operation.responses)
        const forAll = operation.security?.length === 0
        const always = forAll ? ['400', '403', '500', '503'] : ['400', '401', '403', '500', '503']
        for (const status of always) {
          assert.ok(statuses.includes(status), `${path} ${status}`)
        }
        assert.ok(statuses.some((status) => status.startsWith('2')))
        for (const { description: sentence } of Object.values(operation.responses)) {
          assert.match(sentence, /\.$/)
        }
      }
    },
  )
}
