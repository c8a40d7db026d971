import type { Behaviour } from './behaviour.ts'
import { answersAndOutput } from './behaviours/answers-and-output.ts'
import { handlerErrors } from './behaviours/handler-errors.ts'
import { invokeApi } from './behaviours/invoke-api.ts'
import { lostProcesses } from './behaviours/lost-processes.ts'
import { phases } from './behaviours/phases.ts'
import { surroundings } from './behaviours/surroundings.ts'

/** A suite each: the name of the file in behaviours/, and of what it exports. */
export const suites = {
  'handler-errors': ['handlerErrors', handlerErrors],
  'lost-processes': ['lostProcesses', lostProcesses],
  'invoke-api': ['invokeApi', invokeApi],
  phases: ['phases', phases],
  surroundings: ['surroundings', surroundings],
  'answers-and-output': ['answersAndOutput', answersAndOutput],
} as const

export const behaviours: readonly Behaviour[] = Object.values(suites).flatMap(([, list]) => list)
