const unit = require('./jest.config.js');

/** @type {import('jest').Config} */
module.exports = {
	...unit,
	roots: ['<rootDir>/test/e2e'],
	testPathIgnorePatterns: [],
	setupFiles: [],
	setupFilesAfterEnv: [],
	maxWorkers: 1,
	testTimeout: 30 * 60_000,
};
