/** What is answered without a key: the first page, the description of the API, and health. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { json, oneProblem } from '#server/http/answer.ts'
import type { Answer } from '#server/http/answer.ts'
import { openapi } from '#server/http/openapi.ts'
import type { Services } from '#server/http/operation.ts'
import { operationsOf } from '#server/http/operations.ts'

export interface PublicPage {
  readonly path: string
  readonly page: () => Promise<Answer>
}

/** All pages that need no key; nothing in them is of any organization. */
export function publicPages(services: Services): PublicPage[] {
  const description = once(() =>
    json(200, openapi(operationsOf(services.catalogue)), { 'cache-control': 'no-cache' }),
  )
  return [
    { path: '/health', page: () => health(services) },
    { path: '/api/openapi.json', page: given(description) },
    { path: '/api/docs', page: given(() => page('text/html; charset=utf-8', docsPage)) },
    { path: '/api/docs/start.js', page: given(() => page('text/javascript', docsStart)) },
    ...['swagger-ui.css', 'swagger-ui-bundle.js'].map((name) => ({
      path: `/api/docs/${name}`,
      page: given(once(() => swaggerFile(name))),
    })),
  ]
}

/** Ready only while the database answers. */
async function health({ database }: Services): Promise<Answer> {
  const answered = database.bare({ text: 'select 1' }).then(
    () => true,
    () => false,
  )
  if (await Promise.race([answered, pause(2_000, false, { ref: false })])) {
    return json(200, { status: 'ready' })
  }
  const message = 'The database does not answer. Look at its log.'
  return oneProblem('unavailable', 'unavailable', message, '', { 'retry-after': '1' })
}

/** Scripts come from here alone, and none stands in a page. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; " +
  "img-src 'self' data:; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

function page(type: string, body: string): Answer {
  return { status: 200, type, body, headers: { 'content-security-policy': policy } }
}

function swaggerFile(name: string): Answer {
  const folder = join(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'), '..')
  const type = name.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8'
  const headers = { 'cache-control': 'max-age=86400' }
  return { status: 200, type, body: readFileSync(join(folder, name), 'utf8'), headers }
}

function given(make: () => Answer): () => Promise<Answer> {
  return () => Promise.resolve(make())
}

function once<Value>(make: () => Value): () => Value {
  let made: Value | undefined
  return () => (made ??= make())
}

const docsPage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Backstay: the API</title>
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
<div id="docs"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</html>
`

const docsStart = `window.SwaggerUIBundle({
  url: '/api/openapi.json', dom_id: '#docs', deepLinking: true, validatorUrl: null,
})
`
