import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, sep } from 'node:path';

import { ModernFakeTimers } from '@jest/fake-timers';
import { expect } from 'expect';
import circus, { addEventHandler, getState, removeEventHandler, resetState, run } from 'jest-circus';
import { ModuleMocker } from 'jest-mock';
import lodash from 'lodash';
import { register } from 'tsx/cjs/api';

/** As in `jest.config.js`. A test that asks for more does not get it: a mutant that hangs costs its time. */
const TEST_TIMEOUT_MS = 30_000;

/** What is done before and after tests takes a second at most. */
const HOOK_TIMEOUT_MS = 15_000;

/** A test that has passed before gets less, since it is known how long it takes: five times as long, and what a busy machine may take from it. */
const allowedMs = (ms) => Math.min(TEST_TIMEOUT_MS, 8_000 + 5 * ms);

/** A quarter of a room's tests take nine tenths of the time: they wait, or try hundreds of values. */
const SLOW_MS = 60;

const clock = new ModernFakeTimers({ config: { fakeTimers: {} }, global: globalThis });

/** What the tests use of Jest's object, which only its own runtime has whole. */
const jest = Object.assign(new ModuleMocker(globalThis), {
	setTimeout: () => undefined,
	useFakeTimers: (which) => clock.useFakeTimers(which),
	useRealTimers: () => clock.useRealTimers(),
	setSystemTime: (now) => clock.setSystemTime(now),
});

/** n8n gives its checks of a pattern a quarter of a second by the clock, which a busy machine may spend on others. */
const BUSY = /^Regular expression execution timed out/;

/** Only Jest's own loader gives a test other modules than those that it asks for; such tests are not asked. */
const REPLACES_MODULES = /^jest\.mock\(/m;

/** The name of a test with those of the groups around it, as Jest's runner matches it. */
function idOf(test) {
	const names = [];
	for (let part = test; part.parent; part = part.parent) names.unshift(part.name);
	return names.join(' ');
}

/** What a failed test says; undefined when it passed. */
function wordsOf(error) {
	const [first] = Array.isArray(error) ? error : [error];
	return error === undefined ? undefined : String(first?.message ?? first);
}

function* testsIn(group) {
	for (const child of group.children) {
		if (child.type === 'test') yield child;
		else yield* testsIn(child);
	}
}

/**
 * The tests and what they test, loaded into this process once and run as often as needed, by Jest's own runner. Jest itself would load everything anew for
 * each run, n8n too, which takes many times as long as the tests of one mutant.
 */
export class Program {
	#root;
	#require;
	#testFiles;
	/** How long the tests took that passed, by their ids. */
	#took;
	/** Where that is kept: Stryker ends a process that hangs, and the next one has to know it too. */
	#tookFile;

	constructor(root) {
		this.#root = root;
		this.#tookFile = join(root, 'took.json');
		this.#took = new Map(existsSync(this.#tookFile) ? JSON.parse(readFileSync(this.#tookFile, 'utf8')) : []);
		this.#require = createRequire(join(root, 'package.json'));
		register();
		Object.assign(globalThis, circus, { expect, jest });
		for (const event of ['uncaughtException', 'unhandledRejection']) {
			process.on(event, (error) => getState().currentlyRunningTest?.errors.push(error));
		}
		process.once('exit', this.#require('./testkit/environment.ts').removeUserFolder);
		this.#testFiles = this.#quickFirst(
			globSync('test/{engine,nodes,credentials,properties}/**/*.test.ts', { cwd: root })
				.filter((file) => !REPLACES_MODULES.test(readFileSync(join(root, file), 'utf8')))
				.sort(),
		);
	}

	/** The sooner a test fails, the fewer run: those without n8n come first, those of many values last. */
	#quickFirst(files) {
		const { reaches } = this.#require('./tools/mutation/imports.ts');
		return lodash.sortBy(files, [
			(file) => file.startsWith('test/properties/'),
			(file) => reaches(file, 'testkit/n8n.ts'),
		]);
	}

	/**
	 * Loads tests and all nodes anew; what they take from packages stays.
	 *
	 * @param wanted which files of tests
	 */
	load(wanted) {
		for (const file of Object.keys(this.#require.cache)) {
			if (file.startsWith(this.#root + sep) && !file.includes(`${sep}node_modules${sep}`))
				delete this.#require.cache[file];
		}
		resetState();
		getState().testTimeout = HOOK_TIMEOUT_MS;
		const { packNodes, packCredentials } = this.#require('./testkit/pack.ts');
		packNodes();
		packCredentials();
		this.#require('fast-check').configureGlobal({ endOnFailure: true });
		for (const file of this.#testFiles.filter(wanted)) {
			circus.describe(file, () => void this.#require(`./${file}`));
		}
		const ids = new Set();
		for (const test of testsIn(getState().rootDescribeBlock)) {
			while (ids.has(idOf(test))) test.name += ' (again)';
			ids.add(idOf(test));
			const took = this.#took.get(idOf(test));
			test.timeout = took === undefined ? TEST_TIMEOUT_MS : allowedMs(took);
		}
	}

	/** Keeps how long the tests took for processes to come. */
	keepTimes() {
		writeFileSync(this.#tookFile, JSON.stringify([...this.#took]));
	}

	/** Whether a test took long when it passed. */
	isSlow(id, ms = SLOW_MS) {
		return (this.#took.get(id) ?? 0) > ms;
	}

	/**
	 * Runs the tests that are wanted, in their order.
	 *
	 * @param started called with the id of each test before it runs, and with undefined after it
	 * @param bail whether the first failure ends the run
	 */
	async run(how = {}, tries = 5) {
		const results = await this.#runOnce(how);
		const busy = new Set(results.filter(({ error }) => BUSY.test(error)).map(({ id }) => id));
		if (busy.size === 0 || tries === 1) return results;
		const again = await this.run({ ...how, wanted: (id) => busy.has(id) }, tries - 1);
		return [...results.filter(({ id }) => !busy.has(id)), ...again];
	}

	async #runOnce({ wanted = () => true, bail = false, started = () => undefined }) {
		const results = [];
		const state = getState();
		for (const test of testsIn(state.rootDescribeBlock)) test.errors = [];
		let over = false;
		state.unhandledErrors = [];
		state.testNamePattern = { test: (id) => !over && wanted(id) };
		const listen = ({ name, test }) => {
			if (name === 'test_started') started(idOf(test));
			if (name !== 'test_done') return;
			started(undefined);
			const error = wordsOf(test.errors[0]);
			if (error === undefined) this.#took.set(idOf(test), test.duration ?? 0);
			results.push({ id: idOf(test), ms: test.duration ?? 0, error });
			over ||= bail && error !== undefined && !BUSY.test(error);
		};
		addEventHandler(listen);
		await run();
		removeEventHandler(listen);
		return results;
	}
}
