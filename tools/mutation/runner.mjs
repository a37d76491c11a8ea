import { sep } from 'node:path';

import { INSTRUMENTER_CONSTANTS } from '@stryker-mutator/api/core';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
	determineHitLimitReached,
	DryRunStatus,
	MutantRunStatus,
	TestStatus,
} from '@stryker-mutator/api/test-runner';

import { OPERATIONS, partOf, pathOf } from './parts.mjs';
import { Program } from './program.mjs';

const TEST_TOOK_TOO_LONG = /^Exceeded timeout of/;

/** What Stryker's code in the mutated files looks at: which mutant is active, and which test runs. */
const switchboard = (globalThis[INSTRUMENTER_CONSTANTS.NAMESPACE] ??= {});

const asStrykerResult = ({ id, ms, error }) => ({
	id,
	name: id,
	timeSpentMs: ms,
	...(error === undefined
		? { status: TestStatus.Success }
		: { status: TestStatus.Failed, failureMessage: error }),
});

/** The engine, or the room that a mutated file belongs to. */
const mutatedPlace = (file) => partOf(file).toLowerCase();

/** The engine, or the room that a test is about, perhaps with more behind its name. */
function testedPlace(id) {
	const place = /^test\/(?:nodes\/|properties\/|credentials\/|)(\w+)/.exec(id)?.[1].toLowerCase();
	return place === 'uploads' ? 'engine' : place;
}

/** Whether a test, or a file of tests, is about one of the places: each room, and the engine, has to be safe by its own tests. */
const testsOf = (places) => (id) => places.some((place) => testedPlace(id).startsWith(place));

/** So long a test may take that is asked about what is read while a file is loaded: all of them are candidates, and those that wait for a time limit take half of the time. */
const QUICK_MS = 900;

/** Whether a test is of another operation of the room than the one that a mutated file belongs to, so that it cannot notice the mutant. */
function isOfOther(file, id) {
	const operation = pathOf(file).split(sep).slice(0, 2).join('/');
	const [, tested] = /^test\/nodes\/(\w+\/\w+)\//.exec(id) ?? [];
	return OPERATIONS.has(operation) && OPERATIONS.has(tested) && tested !== operation;
}

/** Runs the tests for one mutant after the other in one process. */
class InProcessRunner {
	#program;
	/** What the loaded tests are about; undefined when a mutant was active while they were loaded, or left something behind. */
	#loaded;
	/** The tests that have noticed changes, by the changed file: they are the first to be asked about the next one. */
	#noticed = new Map();

	capabilities() {
		return { reloadEnvironment: true };
	}

	init() {
		this.#program = new Program(process.cwd());
	}

	/** Loads the tests of some places, unless they are there as they should be. */
	#load(places) {
		if (this.#loaded === places.join()) return;
		this.#program.load(testsOf(places));
		this.#loaded = places.join();
	}

	async dryRun({ files }) {
		this.#load([...new Set(files.map(mutatedPlace))]);
		const results = await this.#program.run({ started: (id) => (switchboard.currentTestId = id) });
		this.#program.keepTimes();
		return {
			status: DryRunStatus.Complete,
			tests: results.map(asStrykerResult),
			mutantCoverage: switchboard.mutantCoverage,
		};
	}

	/** What was noticed counts only when the same test passes without the mutant, and else only when it is noticed by freshly loaded tests too. */
	async mutantRun(options) {
		const { result, by } = await this.#attempt(options);
		if (by === undefined || (await this.#passes(by, options))) return result;
		this.#loaded = undefined;
		const second = await this.#attempt(options);
		this.#loaded = undefined;
		if (second.by === undefined || (await this.#passes(second.by, options))) return second.result;
		throw new Error(`Fails without the mutant too: ${second.by}`);
	}

	async #passes(by, { sandboxFileName }) {
		this.#load([mutatedPlace(sandboxFileName)]);
		const [{ error }] = await this.#program.run({ wanted: (id) => id === by });
		if (error !== undefined) this.#loaded = undefined;
		return error === undefined;
	}

	#noticedIn(file) {
		if (!this.#noticed.has(file)) this.#noticed.set(file, new Set());
		return this.#noticed.get(file);
	}

	/** Runs tests until one fails: those first that have failed before for changes of the same file, and the slow ones last. */
	async #likelyFirst(file, wanted) {
		const likely = new Set(this.#noticedIn(file));
		const turns = [
			(id) => likely.has(id),
			(id) => !likely.has(id) && !this.#program.isSlow(id),
			(id) => !likely.has(id) && this.#program.isSlow(id),
		];
		const results = [];
		for (const turn of turns) {
			results.push(...(await this.#program.run({ wanted: (id) => turn(id) && wanted(id), bail: true })));
			if (results.some(({ error }) => error !== undefined)) break;
		}
		return results;
	}

	/** @returns Stryker's result, and the test that has noticed the mutant, by failing or by taking too long */
	async #attempt({ activeMutant, mutantActivation, sandboxFileName, testFilter, hitLimit }) {
		const whileLoading = mutantActivation === 'static';
		const places = [mutatedPlace(sandboxFileName)];
		const covering = testFilter && new Set(testFilter);
		const wanted = (id) =>
			covering?.has(id) ?? !(this.#program.isSlow(id, QUICK_MS) || isOfOther(sandboxFileName, id));
		if (whileLoading) this.#loaded = undefined;
		else this.#load(places);
		Object.assign(switchboard, { activeMutant: activeMutant.id, hitCount: hitLimit && 0, hitLimit });
		let results;
		try {
			if (whileLoading) this.#program.load(testsOf(places));
			results = await this.#likelyFirst(sandboxFileName, wanted);
		} catch (error) {
			this.#loaded = undefined;
			return { result: { status: MutantRunStatus.Error, errorMessage: String(error) } };
		} finally {
			switchboard.activeMutant = undefined;
		}
		const endless = determineHitLimitReached(switchboard.hitCount, hitLimit);
		const failed = results.find(({ error }) => error !== undefined);
		if (endless) {
			this.#loaded = undefined;
			return { result: endless };
		}
		const nrOfTests = results.length;
		if (!failed) return { result: { status: MutantRunStatus.Survived, nrOfTests } };
		const { id, error } = failed;
		if (TEST_TOOK_TOO_LONG.test(error)) {
			this.#loaded = undefined;
			return { by: id, result: { status: MutantRunStatus.Timeout, reason: `${id}: ${error}` } };
		}
		this.#noticedIn(sandboxFileName).add(id);
		const result = { status: MutantRunStatus.Killed, killedBy: [id], failureMessage: error, nrOfTests };
		return { by: id, result };
	}
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'inProcess', InProcessRunner)];
