import { readFileSync } from 'node:fs'
import { chromium } from 'playwright-core'
const { address, session } = JSON.parse(readFileSync('/tmp/wl-seat.json'))
const [,, place, name, width='1440', look='light', ...keys] = process.argv
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--headless','--no-sandbox','--disable-gpu','--disable-quic','--no-first-run','--disable-background-networking'] })
const context = await browser.newContext({ viewport: { width: +width, height: +width < 500 ? 812 : 900 }, locale: process.env.LANGX ?? 'en-GB', colorScheme: look, reducedMotion: 'reduce' })
await context.addCookies([{ name: 'backstay_session', value: session, url: address }])
const page = await context.newPage()
page.on('console', (m) => { if (m.type() === 'error') console.log('CONSOLE', m.text()) })
page.on('pageerror', (e) => console.log('PAGEERROR', e.message, e.stack?.slice(0, 400)))
const t0 = Date.now()
await page.goto(`${address}/c/store/${place}`)
await page.locator('.list-body [role=row], .list-empty, .broken').first().waitFor({ timeout: 15000 }).catch((e) => console.log('NO ROWS', e.message.slice(0,100)))
console.log('first rows', Date.now() - t0)
await page.waitForTimeout(500)
for (const key of keys) { if (key.startsWith('type:')) await page.keyboard.type(key.slice(5)); else if (key.startsWith('wait:')) await page.waitForTimeout(+key.slice(5)); else if (key.startsWith('click:')) await page.locator(key.slice(6)).first().click(); else await page.keyboard.press(key); await page.waitForTimeout(120) }
await page.waitForTimeout(400)
console.log(page.url())
await page.screenshot({ path: `/tmp/wl-${name}.png` })
await browser.close()
