import { expect, test } from 'vitest'
import { readLogTail } from '../../src/remote/log-tail.ts'

const id = '8f5a0c1e-0000-4000-8000-0123456789ab'
const base64 = (...lines: readonly string[]) => Buffer.from(lines.join('\n')).toString('base64')
const report = `REPORT RequestId: ${id}\tDuration: 1.91 ms\tBilled Duration: 2 ms\tMemory Size: 128 MB\tMax Memory Used: 12 MB\t`

test('the log is what the function wrote, and what AWS measured is read from REPORT', () => {
  const log = base64(`START RequestId: ${id} Version: $LATEST`, 'one', 'two', `END RequestId: ${id}`, report, '')
  expect(readLogTail(log, id)).toEqual({
    logs: 'one\ntwo\n',
    durationMs: 1.91,
    billedDurationMs: 2,
    maxMemoryUsedMb: 12,
  })
})

test('of a cold start the init phase is left out, and its duration known', () => {
  const log = base64(
    'INIT_START Runtime Version: provided:al2023.v85\tRuntime Version ARN: arn:aws:lambda:eu-west-1::runtime:00',
    'written in init()',
    `START RequestId: ${id} Version: 3`,
    'one',
    `END RequestId: ${id}`,
    `${report}Init Duration: 78.50 ms\t`,
    'XRAY TraceId: 1-5e34a614-10bdxxxx\tSegmentId: 07f022b6\tSampled: true\t',
    '',
  )
  expect(readLogTail(log, id)).toMatchObject({ logs: 'one\n', initDurationMs: 78.5 })
})

test('of a log that is longer than 4,096 bytes the end is there, from within a line', () => {
  expect(readLogTail(base64('f a line', 'last', `END RequestId: ${id}`, report, ''), id)).toMatchObject({
    logs: 'f a line\nlast\n',
    durationMs: 1.91,
  })
})

test('what AWS writes of a timeout and an exit is none of the output', () => {
  const timeout = base64(
    `START RequestId: ${id} Version: $LATEST`,
    'working',
    `2026-11-24T10:00:03.000Z ${id} Task timed out after 3.00 seconds`,
    `END RequestId: ${id}`,
    report,
    '',
  )
  const exit = base64(
    `START RequestId: ${id} Version: $LATEST`,
    'fatal',
    `RequestId: ${id} Error: Runtime exited with error: exit status 1`,
    'Runtime.ExitError',
    `END RequestId: ${id}`,
    report,
    '',
  )
  expect([readLogTail(timeout, id).logs, readLogTail(exit, id).logs]).toEqual(['working\n', 'fatal\n'])
})

test('a function that writes START, END and REPORT itself is not mistaken for AWS', () => {
  const own = ['START RequestId: another Version: 1', 'END RequestId: another', 'REPORT RequestId: another', 'REPORT']
  const log = base64(`START RequestId: ${id} Version: $LATEST`, ...own, `END RequestId: ${id}`, report, '')
  expect(readLogTail(log, id).logs).toBe(`${own.join('\n')}\n`)
})

test('a log in JSON is read too', () => {
  const line = (type: string, record: object) => JSON.stringify({ time: '2026-11-24T10:00:00.000Z', type, record })
  const metrics = { durationMs: 12.3, billedDurationMs: 91, memorySizeMB: 128, maxMemoryUsedMB: 33, initDurationMs: 78 }
  const log = base64(
    line('platform.initStart', { phase: 'init' }),
    line('platform.start', { requestId: id, version: '$LATEST' }),
    '{"level":"INFO","msg":"not of the \\"platform.x"}',
    '{"type":"order","id":1}',
    line('platform.runtimeDone', { requestId: id, status: 'success' }),
    line('platform.report', { requestId: id, metrics, status: 'success' }),
    '',
  )
  expect(readLogTail(log, id)).toEqual({
    logs: '{"level":"INFO","msg":"not of the \\"platform.x"}\n{"type":"order","id":1}\n',
    durationMs: 12.3,
    billedDurationMs: 91,
    initDurationMs: 78,
    maxMemoryUsedMb: 33,
  })
})

test('without a log, or one that is no such log, there is nothing but text', () => {
  expect(readLogTail(undefined, id)).toEqual({ logs: '' })
  expect(readLogTail(base64('what', '{"platform.'), id)).toEqual({ logs: 'what\n{"platform.' })
})
