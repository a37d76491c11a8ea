import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { z } from 'zod';

import { examples } from '../../testkit/examples';
import { runCommand } from '../runtime/command';
import { ensureRuntime } from '../runtime/install';
import { cacheFolder, childEnvironment, nodeBinary, PROJECT } from '../runtime/paths';
import { type Say, withProgress } from '../runtime/progress';
import type { N8nVersion } from '../runtime/versions';
import { testsOf } from './differences';

/** What came of trying the pack on one n8n. */
export interface Tried {
	release: N8nVersion;
	/** How many tests of the engine and the rooms passed on its engine. */
	tests: number;
	/** How many tests of triggers passed in that n8n. */
	triggers: number;
	/** How many examples left at the vendors what they must. */
	examples: number;
	/** What went wrong, in lines. */
	problems: string[];
}

const testReport = z.object({
	numPassedTests: z.number(),
	testResults: z.array(
		z.object({
			name: z.string(),
			message: z.string(),
			assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
		}),
	),
});

/** What came of a run of Jest. */
type Ran = Pick<Tried, 'tests' | 'problems'>;

/** Runs tests in a process of their own. */
async function runJest(
	release: N8nVersion,
	name: string,
	args: string[],
	env: NodeJS.ProcessEnv,
): Promise<Ran> {
	const work = mkdtempSync(join(tmpdir(), 'customer-chat-versions-'));
	const report = join(work, 'report.json');
	try {
		const ended = await runCommand(
			nodeBinary(),
			[
				join(PROJECT, 'node_modules/jest/bin/jest.js'),
				...args,
				...['--forceExit', '--json', '--outputFile', report],
			],
			{ cwd: PROJECT, log: join(cacheFolder(), `${name}-${release}.log`), env: childEnvironment(env) },
		).catch((error: Error) => error.message);
		const { numPassedTests, testResults } = testReport.parse(JSON.parse(readFileSync(report, 'utf8')));
		const failed = testResults.flatMap(({ name: file, message, assertionResults }) => {
			const tests = assertionResults.filter(({ status }) => status === 'failed');
			return tests.length > 0 || message === ''
				? tests.map(({ fullName }) => fullName)
				: [`${file}: ${message}`];
		});
		return { tests: numPassedTests, problems: failed.length > 0 || !ended ? failed : [ended] };
	} finally {
		rmSync(work, { recursive: true, force: true });
	}
}

/** Runs the tests on the engine of an installed n8n. */
async function runTests(release: N8nVersion, folder: string): Promise<Ran> {
	const only = testsOf(release);
	const many = ['--maxWorkers=2', '--workerIdleMemoryLimit=1500MB'];
	const chosen = only === undefined ? [] : ['--testNamePattern', only];
	const args = ['--config', 'jest.versions.config.js', ...many, ...chosen];
	return await runJest(release, 'tests', args, { N8N_RUNTIME: folder });
}

/** Runs the tests of triggers in that n8n: what comes in there is read in a way that n8n does not write about. */
async function runTriggers(release: N8nVersion): Promise<Ran> {
	const args = ['--config', 'jest.e2e.config.js', 'test/e2e/trigger.test.ts', 'test/e2e/restart.test.ts'];
	return await runJest(release, 'triggers', args, { N8N_RELEASE: release });
}

/** Ports that neither the demo nor the sandbox uses by itself. */
const PORTS = ['--n8n-port', '5978', '--sandbox-port', '6010'];

/** Runs every example in that n8n, the pack installed as users do. */
async function runExamples(release: N8nVersion): Promise<Pick<Tried, 'examples' | 'problems'>> {
	const demo = ['--import', 'tsx', join(PROJECT, 'tools/demo.ts'), '--once', '--fresh'];
	const log = join(cacheFolder(), `examples-${release}.log`);
	const problems = await runCommand(nodeBinary(), [...demo, '--n8n', release, ...PORTS], {
		cwd: PROJECT,
		log,
	}).then(
		() => [],
		(error: Error) => [error.message],
	);
	return { examples: problems.length > 0 ? 0 : examples.length, problems };
}

/** Installs an n8n where it is missing, and tries the pack on it. @throws an Error when it cannot be installed */
export async function tryRelease(release: N8nVersion, say: Say): Promise<Tried> {
	const { folder } = await ensureRuntime(say, release);
	const every = { every: 15 };
	const tests = await withProgress(`tests on the engine of n8n ${release}`, say, every, async () => {
		return await runTests(release, folder);
	});
	const triggers = await withProgress(`triggers in n8n ${release}`, say, every, async () => {
		return await runTriggers(release);
	});
	const inN8n = await withProgress(`examples in n8n ${release}`, say, every, async () => {
		return await runExamples(release);
	});
	return {
		release,
		tests: tests.tests,
		triggers: triggers.tests,
		examples: inN8n.examples,
		problems: [...tests.problems, ...triggers.problems, ...inN8n.problems],
	};
}
