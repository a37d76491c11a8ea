import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { z } from 'zod';

import { examples } from '../../testkit/examples';
import { runCommand } from '../runtime/command';
import { ensureRuntime } from '../runtime/install';
import { cacheFolder, childEnvironment, nodeBinary, PROJECT } from '../runtime/paths';
import { type Say, withProgress } from '../runtime/progress';
import type { N8nVersion } from '../runtime/versions';
import { named, testsOf } from './differences';
import { columnsOf, FILES, type Part } from './parts';
import type { Result } from './results';

const testReport = z.object({
	testResults: z.array(
		z.object({
			name: z.string(),
			message: z.string(),
			assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
		}),
	),
});

export type TestReport = z.output<typeof testReport>;

/** A test that ran: the path of its file, with its name behind it. */
interface Test {
	name: string;
	passed: boolean;
}

/** The tests of a report that ran; a file that could not be loaded counts as one that failed. */
function testsIn({ testResults }: TestReport): Test[] {
	return testResults.flatMap(({ name: file, message, assertionResults }) => {
		const ran = assertionResults.filter(({ status }) => status === 'passed' || status === 'failed');
		if (ran.length === 0 && message !== '') return [{ name: `${file} ${message}`, passed: false }];
		return ran.map(({ fullName, status }) => ({
			name: `${file} ${fullName}`,
			passed: status === 'passed',
		}));
	});
}

/** Counts the tests of a part by its columns. @throws an Error that names a test which belongs to none */
export function countTests(release: string, part: Part, report: TestReport): Result[] {
	const columns = columnsOf(part);
	const results = columns.map(({ title }): Result => ({ release, what: title, passed: 0, failed: [] }));
	for (const { name, passed } of testsIn(report)) {
		const counted = results[columns.findIndex(({ holds }) => holds.test(name))];
		if (!counted) throw new Error(`No column holds ${name}`);
		if (passed) counted.passed += 1;
		else counted.failed.push(name.replace(`${PROJECT}/`, ''));
	}
	return results;
}

/** Runs tests in a process of their own. @throws CommandError when Jest does not come to a report */
async function runJest(release: N8nVersion, part: Part, args: string[], env: NodeJS.ProcessEnv) {
	const work = mkdtempSync(join(tmpdir(), 'customer-chat-versions-'));
	const file = join(work, 'report.json');
	try {
		await runCommand(
			nodeBinary(),
			[
				join(PROJECT, 'node_modules/jest/bin/jest.js'),
				...args,
				...['--forceExit', '--json', '--outputFile', file],
			],
			{ cwd: PROJECT, log: join(cacheFolder(), `${part}-${release}.log`), env: childEnvironment(env) },
		).catch((error: Error) => {
			// The tests that failed stand in the report
			if (!existsSync(file)) throw error;
		});
		return testReport.parse(JSON.parse(readFileSync(file, 'utf8')));
	} finally {
		rmSync(work, { recursive: true, force: true });
	}
}

/** More tests than that do not fail because the machine is busy. */
const MOST_AGAIN = 20;

/** The names of the tests of a report that failed. */
function failedIn({ testResults }: TestReport): string[] {
	return testResults.flatMap(({ assertionResults }) =>
		assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
	);
}

/** A report in which what failed has passed where it did so when it was run again. */
export function withAgain({ testResults }: TestReport, again: TestReport): TestReport {
	const passed = new Set(
		again.testResults.flatMap(({ name, assertionResults }) =>
			assertionResults.filter(({ status }) => status === 'passed').map(({ fullName }) => name + fullName),
		),
	);
	return {
		testResults: testResults.map(({ name, message, assertionResults }) => ({
			name,
			message,
			assertionResults: assertionResults.map(({ fullName, status }) => ({
				fullName,
				status: status === 'failed' && passed.has(name + fullName) ? 'passed' : status,
			})),
		})),
	};
}

/** Runs tests on the engine of an installed n8n. What fails is run once more by itself: some tests set limits of a second, which a busy machine breaks. */
async function runOnEngine(release: N8nVersion, part: keyof typeof FILES, folder: string): Promise<Result[]> {
	const many = ['--maxWorkers=2', '--workerIdleMemoryLimit=1500MB'];
	const run = async (only: string | undefined, workers: string[]) => {
		const chosen = only === undefined ? [] : ['--testNamePattern', only];
		const args = ['--config', 'jest.versions.config.js', ...workers, ...chosen, ...FILES[part]];
		return await runJest(release, part, args, { N8N_RUNTIME: folder });
	};
	const report = await run(testsOf(release), many);
	const failed = failedIn(report);
	const again = failed.length > 0 && failed.length <= MOST_AGAIN;
	const whole = again ? withAgain(report, await run(`^(${named(failed)})$`, ['--runInBand'])) : report;
	return countTests(release, part, whole);
}

/** Runs the tests of triggers in that n8n: what comes in there is read in a way that n8n does not write about. */
async function runTriggers(release: N8nVersion): Promise<Result[]> {
	const args = ['--config', 'jest.e2e.config.js', 'test/e2e/trigger.test.ts', 'test/e2e/restart.test.ts'];
	return countTests(release, 'triggers', await runJest(release, 'triggers', args, { N8N_RELEASE: release }));
}

/** Ports that neither the demo nor the sandbox uses by itself. */
const PORTS = ['--n8n-port', '5978', '--sandbox-port', '6010'];

/** Runs every example in that n8n, the pack installed as users do; before them n8n tests each credential. */
async function runExamples(release: N8nVersion): Promise<Result[]> {
	const demo = ['--import', 'tsx', join(PROJECT, 'tools/demo.ts'), '--once', '--fresh'];
	const log = join(cacheFolder(), `examples-${release}.log`);
	const args = [...demo, '--n8n', release, ...PORTS];
	const failed = await runCommand(nodeBinary(), args, { cwd: PROJECT, log }).then(
		() => [],
		(error: Error) => [error.message],
	);
	return [{ release, what: 'examples', passed: failed.length > 0 ? 0 : examples.length, failed }];
}

/** Installs an n8n where it is missing, and tries parts on it. @throws an Error when it cannot be installed, or its tests do not run */
export async function tryRelease(release: N8nVersion, parts: Part[], say: Say): Promise<Result[]> {
	const { folder } = await ensureRuntime(say, release);
	const run = {
		examples: async () => await runExamples(release),
		triggers: async () => await runTriggers(release),
		engine: async () => await runOnEngine(release, 'engine', folder),
		faults: async () => await runOnEngine(release, 'faults', folder),
		nodes: async () => await runOnEngine(release, 'nodes', folder),
	} satisfies Record<Part, () => Promise<Result[]>>;
	const results: Result[] = [];
	for (const part of parts) {
		results.push(...(await withProgress(`${part}, n8n ${release}`, say, { every: 15 }, run[part])));
	}
	return results;
}
