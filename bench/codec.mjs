/**
 * Our codec in a process of its own, as Go's is: what other rows leave on the heap would be collected in its time. Takes
 * one task after the other as a message, `{ op, label, calls }`, and answers with the nanoseconds of each call.
 */
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const [bundle, file] = process.argv.slice(2)
const { gob } = await import(pathToFileURL(bundle).href)

const variants = {
  'checked numbers': prepare(gob.safeInteger),
  bigint: prepare((type) => type),
}

process.on('message', ({ op, label, calls }) => {
  const one = variants[label][op]
  const times = new Array(calls)
  for (let index = 0; index < calls; index++) {
    const begin = process.hrtime.bigint()
    one()
    times[index] = Number(process.hrtime.bigint() - begin)
  }
  process.send(times)
})

function prepare(wide) {
  const records = recordsOf(wide)
  const first = readFileSync(file)
  const decoder = new gob.Decoder()
  decoder.push(first)
  const list = decoder.decode(records).value
  const encoder = new gob.Encoder()
  if (Buffer.compare(encoder.encode(records, list), first) !== 0) throw new Error('not the bytes that Go writes')
  const later = encoder.encode(records, list)
  return {
    decode() {
      decoder.push(later)
      if (decoder.decode(records).value.length !== list.length) throw new Error('not the records')
    },
    encode() {
      if (encoder.encode(records, list).length !== later.length) throw new Error('not the bytes')
    },
  }
}

function recordsOf(wide) {
  const int64 = wide(gob.int64)
  const int = wide(gob.int)
  return gob.slice(
    gob.struct('main.Record', {
      ID: int64,
      Stamp: int64,
      Total: wide(gob.uint64),
      Count: gob.int32,
      Active: gob.bool,
      Price: gob.float64,
      Ratio: gob.float32,
      Name: gob.string,
      City: gob.string,
      Data: gob.bytes,
      Tags: gob.slice(gob.string),
      Where: gob.struct('main.Place', { X: int, Y: int }),
    }),
  )
}
