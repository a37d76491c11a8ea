const unit = require('./jest.config.js');

/** One suite of all tests that need no n8n: what they share is loaded once for a mutant, not once for each of their files. */
/** @type {import('jest').Config} */
module.exports = {
	...unit,
	roots: ['<rootDir>/test/mutation'],
	testMatch: ['**/suite.ts'],
	setupFiles: [],
};
