/** Which way JSON goes: into the function, as Go decodes it, or out of it, as Go encodes it. */
export type Direction = 'request' | 'response'
