const unit = require('./jest.config.js');

/** @type {import('jest').Config} */
module.exports = {
	...unit,
	roots: ['<rootDir>/test/e2e'],
	testPathIgnorePatterns: [],
	setupFiles: [],
	setupFilesAfterEnv: [],
	// Each file has an n8n of its own, and mostly waits for it
	maxWorkers: 2,
	testTimeout: 30 * 60_000,
};
