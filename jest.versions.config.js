const { join } = require('node:path');

const base = require('./jest.config.js');

/** The packages that hold what an n8n is in a process: its engine, its types, the container of its services, and what the pack has of it. */
const modules = join(process.env.N8N_RUNTIME ?? '.', 'node_modules');

/**
 * The tests of the engine and the rooms on the engine of another n8n, which `tools/versions.ts` has installed.
 * What older ones lack stands in `tools/versions/differences.ts`.
 *
 * @type {import('jest').Config}
 */
module.exports = {
	...base,
	moduleNameMapper: {
		'^n8n-(core|workflow)$': join(modules, 'n8n-$1'),
		'^@n8n/di$': join(modules, '@n8n/di'),
		'^(lodash|luxon|zod)$': join(modules, '$1'),
	},
	testMatch: ['<rootDir>/test/{credentials,engine,faults,nodes}/**/*.test.ts'],
};
