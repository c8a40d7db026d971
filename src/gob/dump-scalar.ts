import type { DumpBytes } from './dump-bytes.ts'
import type { DumpScalar } from './dump-line.ts'
import { printableBytes, printableText } from './dump-print.ts'

/** Reads a value of the basic type with this id, and says what it is. */
export function dumpScalar(input: DumpBytes, id: number): { readonly value: DumpScalar; readonly text: string } {
  switch (id) {
    case 1: {
      const value = input.uint() !== 0n
      return { value, text: String(value) }
    }
    case 2: {
      const value = input.int()
      return { value, text: String(value) }
    }
    case 3: {
      const value = input.uint()
      return { value, text: String(value) }
    }
    case 4: {
      const value = input.float()
      return { value, text: floatText(value) }
    }
    case 5: {
      const value = input.run('byte slice')
      return { value, text: printableBytes(value) }
    }
    case 6: {
      const value = input.run('string')
      return { value, text: printableText(value) }
    }
    default: {
      const value = [input.float(), input.float()] as const
      const imaginary = floatText(value[1])
      return { value, text: `(${floatText(value[0])}${/^[-+]/.test(imaginary) ? '' : '+'}${imaginary}i)` }
    }
  }
}

const floatText = (value: number) => (Object.is(value, -0) ? '-0' : String(value))
