import type { Example } from './example';

/** Every example: how it is started, and what its vendors must hold afterwards. */
export const EXAMPLES: Example[] = [];
