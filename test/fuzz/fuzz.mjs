import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { Rolldown } from 'tsdown'
import { mutated, randomOf } from './mutate.mjs'
import { seedsOf } from './seeds.mjs'

const help = `node --max-old-space-size=128 test/fuzz/fuzz.mjs [--seconds N] [--streams N] [--seed S] [--only N]

Changes streams that Go wrote and reads the results in every way. Exit code 1: something was found.
  --seconds N   how long, at most (default 600)
  --streams N   how many, at most (default: no limit)
  --seed S      of the run; the same one gives the same streams (default: the time)
  --only N      stream N of the run alone, to repeat a finding`

/** After this long on one stream the worker hangs. */
const hangMs = 20_000

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '600' },
    streams: { type: 'string', default: 'Infinity' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    only: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})
const [seconds, run] = [Number(values.seconds), Number(values.seed)]
const first = values.only === undefined ? 0 : Number(values.only)
const streams = values.only === undefined ? Number(values.streams) : 1
if (values.help || ![seconds, run, first].every(Number.isFinite) || Number.isNaN(streams)) {
  console.error(help)
  process.exit(2)
}

/** The codec and the types of its goldens as one file that plain Node can load. */
async function bundled(folder) {
  const input = join(folder, 'entry.ts')
  const file = join(folder, 'gob.mjs')
  const path = (name) => JSON.stringify(fileURLToPath(new URL(name, import.meta.url)))
  const lines = [
    `export * from ${path('../../src/gob/door.ts')}`,
    `export { dump } from ${path('../../src/gob/dump.ts')}`,
    `export { goldenType } from ${path('../gob/golden-types.ts')}`,
  ]
  writeFileSync(input, lines.join('\n'))
  const build = await Rolldown.rolldown({ input, platform: 'neutral', logLevel: 'silent' })
  await build.write({ file, format: 'esm' })
  await build.close()
  return pathToFileURL(file).href
}

/** Runs the worker, and gives what it reports; a worker that hangs or runs out of memory is a finding too. */
function fuzz(module) {
  const progress = new Float64Array(new SharedArrayBuffer(8))
  const until = Date.now() + seconds * 1000
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./worker.mjs', import.meta.url), {
      workerData: { module, run, first, streams, until, progress },
    })
    let last = -1
    let since = Date.now()
    const watch = setInterval(() => {
      if (progress[0] !== last) {
        last = progress[0]
        since = Date.now()
      } else if (Date.now() - since > hangMs) finish({ number: last, finding: `a call does not end` })
    }, 500)
    const finish = (report) => {
      clearInterval(watch)
      resolve(report)
      void worker.terminate()
    }
    worker.once('message', finish)
    worker.once('error', (error) => finish({ number: progress[0], finding: `the worker ended: ${error.stack}` }))
    worker.once('exit', (code) => finish({ number: progress[0], finding: `the worker exited with ${code}` }))
  })
}

const folder = mkdtempSync(join(tmpdir(), 'gob-fuzz-'))
try {
  const module = await bundled(folder)
  const begin = Date.now()
  const { counts, seeds, number, finding } = await fuzz(module)
  if (counts !== undefined) {
    const mebibytes = (counts.mostBytes / 2 ** 20).toFixed(1)
    console.log(
      `${counts.streams} streams from ${seeds} of Go's in ${((Date.now() - begin) / 1000).toFixed(1)} s (seed ${run}): ` +
        `${counts.calls} calls gave ${counts.values} values and ${counts.errors} GobDecodeErrors; ` +
        `slowest stream ${counts.slowestMs.toFixed(1)} ms (number ${counts.slowest}); arrayBuffers + external at most ${mebibytes} MiB above base`,
    )
  }
  if (finding !== undefined) {
    const { goldenType } = await import(module)
    const all = seedsOf(goldenType)
    const { seed, bytes } = mutated(
      all.map((golden) => golden.bytes),
      randomOf(run, number),
    )
    console.error(`\nFound: ${finding}\n  in stream ${number} of the run with seed ${run}, made from ${all[seed].name}`)
    console.error(`  bytes: ${bytes.toString('hex')}`)
    console.error(`  again: npm run fuzz -- --seed ${run} --only ${number}`)
    process.exitCode = 1
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
