import { readdirSync, readFileSync } from 'node:fs'

/**
 * @typedef {object} Living A process, told apart from a later one of the same pid.
 * @property {number} pid
 * @property {string} startTime clock ticks since boot
 * @property {string} command
 */

/**
 * Every living process that carries `mark` in its arguments or its environment. One that has ended and was not waited
 * for (a zombie) has neither any more.
 * @returns {Living[]}
 */
export function processesWith(mark) {
  return readdirSync('/proc').flatMap((name) => {
    const pid = Number(name)
    if (!(pid > 1) || pid === process.pid) return []
    const command = read(pid, 'cmdline').replaceAll('\0', ' ').trim()
    if (!command.includes(mark) && !read(pid, 'environ').includes(mark)) return []
    const stat = statOf(pid)
    return stat === undefined || isEnded(stat.state) ? [] : [{ pid, startTime: stat.startTime, command }]
  })
}

/** @returns {{ state: string, startTime: string } | undefined} `undefined` when there is no such process. */
export function statOf(pid) {
  const text = read(pid, 'stat')
  if (text === '') return undefined
  // The name in parentheses may hold anything.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return { state: fields[0], startTime: fields[19] }
}

/** `alive`, `zombie` (ended, and its parent has not asked how) or `gone`; one of another start time is another process. */
export function lifeOf({ pid, startTime }) {
  const stat = statOf(pid)
  if (stat === undefined || stat.startTime !== startTime) return 'gone'
  return isEnded(stat.state) ? 'zombie' : 'alive'
}

function isEnded(state) {
  return state === 'Z' || state === 'X'
}

/** Ends by SIGKILL whatever carries the mark. */
export function killAll(mark) {
  for (const { pid } of processesWith(mark)) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // gone meanwhile
    }
  }
}

function read(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1')
  } catch {
    return ''
  }
}
