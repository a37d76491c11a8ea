/** The ports of `npm start` unless others are chosen: those that pages and examples speak of. */
export const DOCUMENTED = { n8nPort: 5678, sandboxPort: 5810 };
