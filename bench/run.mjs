#!/usr/bin/env node
/**
 * `npm run bench [-- filter]`: ours against Go's own net/rpc client and encoding/gob, in rounds that alternate. Prints
 * the median of the rounds' ratios with their spread, as the table of README.md. The filter is a part of rows' names.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { environmentRows } from './environment.mjs'
import { build, start } from './peers.mjs'
import { makeRows } from './rows.mjs'
import { typesRows } from './types.mjs'

const filter = process.argv[2]?.toLowerCase() ?? ''
const folder = mkdtempSync(join(tmpdir(), 'use-go-lambda-bench-'))
let peers
try {
  const ours = await build(folder)
  peers = await start(folder)
  const { rows, close } = await makeRows(ours, peers, folder)
  const go = String(execFileSync('go', ['env', 'GOVERSION'])).trim()
  console.log(`Node ${process.version}, ${go}, ${process.platform} ${process.arch}, ${cpus().length} processors\n`)
  console.log('| row | Go | ours | ratio (middle half; range) | must | aim | |')
  console.log('| --- | ---: | ---: | --- | ---: | ---: | --- |')
  for (const row of [...rows, ...environmentRows(folder, peers.atEnd), ...typesRows(folder)]) {
    if (!row.name.toLowerCase().includes(filter)) continue
    console.log(await (row.memory === undefined ? timed(row) : measured(row)))
  }
  close()
} finally {
  await peers?.stop()
  rmSync(folder, { recursive: true, force: true })
}

async function timed(row) {
  const ratios = []
  const times = { go: [], ours: [] }
  for (let round = -row.warm; round < row.rounds; round++) {
    // Who begins takes turns: neither always runs on what the other left behind.
    const order = round % 2 === 0 ? ['go', 'ours'] : ['ours', 'go']
    const picked = {}
    for (const side of order) picked[side] = quantile(await row[side](), row.pick)
    if (round < 0) continue
    ratios.push(picked.ours / picked.go)
    for (const side of order) times[side].push(picked[side])
  }
  const ratio = quantile(ratios, 0.5)
  const [low, high, least, most] = [0.25, 0.75, 0, 1].map((q) => quantile(ratios, q).toFixed(2))
  const spread = `**${ratio.toFixed(2)}** (${low}–${high}; ${least}–${most})`
  return line(row, duration(quantile(times.go, 0.5)), duration(quantile(times.ours, 0.5)), spread, ratio)
}

async function measured(row) {
  const growths = []
  for (let round = 0; round < 5; round++) growths.push(await row.memory())
  const growth = quantile(growths, 0.5)
  const range = `${quantile(growths, 0).toFixed(2)}–${quantile(growths, 1).toFixed(2)}`
  return line(row, '', '', `**${growth.toFixed(2)}** × the message (${range})`, growth)
}

function line({ name, must, aim }, go, ours, spread, value) {
  const verdict = must === undefined ? 'reported' : value <= aim ? 'aim met' : value <= must ? 'must met' : 'missed'
  return `| ${name} | ${go} | ${ours} | ${spread} | ${must ?? ''} | ${aim ?? ''} | ${verdict} |`
}

function quantile(values, q) {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))]
}

function duration(nanoseconds) {
  return nanoseconds < 1e6 ? `${(nanoseconds / 1e3).toFixed(1)} µs` : `${(nanoseconds / 1e6).toFixed(2)} ms`
}
