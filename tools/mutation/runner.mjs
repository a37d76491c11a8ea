import { relative } from 'node:path';

import { INSTRUMENTER_CONSTANTS } from '@stryker-mutator/api/core';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
	determineHitLimitReached,
	DryRunStatus,
	MutantRunStatus,
	TestStatus,
} from '@stryker-mutator/api/test-runner';

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

const placeOf = (path, pattern) => pattern.exec(path)?.[1].toLowerCase();

/** The engine, or the room that a mutated file belongs to. */
const mutatedPlace = (file) => placeOf(relative(process.cwd(), file), /^nodes\/(\w+)\//);

/** The engine, or the room that a test is about, perhaps with more behind its name. */
function testedPlace(id) {
	const place = placeOf(id, /^test\/(?:nodes\/|properties\/|credentials\/|)(\w+)/);
	return place === 'uploads' ? 'engine' : place;
}

/** Whether a test, or a file of tests, is about one of the places: each room, and the engine, has to be safe by its own tests. */
const testsOf = (places) => (id) => places.some((place) => testedPlace(id).startsWith(place));

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
		return {
			status: DryRunStatus.Complete,
			tests: results.map(asStrykerResult),
			mutantCoverage: switchboard.mutantCoverage,
		};
	}

	/** A kill counts only when the same test passes without the mutant, and else only when it is one for freshly loaded tests too. */
	async mutantRun(options) {
		const result = await this.#attempt(options);
		if (result.status !== MutantRunStatus.Killed || (await this.#passes(result, options))) return result;
		this.#loaded = undefined;
		const second = await this.#attempt(options);
		this.#loaded = undefined;
		if (second.status !== MutantRunStatus.Killed || (await this.#passes(second, options))) return second;
		throw new Error(`Fails without the mutant too: ${second.killedBy[0]}`);
	}

	async #passes({ killedBy: [killer] }, { sandboxFileName }) {
		this.#load([mutatedPlace(sandboxFileName)]);
		const [{ error }] = await this.#program.run({ wanted: (id) => id === killer });
		if (error !== undefined) this.#loaded = undefined;
		return error === undefined;
	}

	#noticedIn(file) {
		if (!this.#noticed.has(file)) this.#noticed.set(file, new Set());
		return this.#noticed.get(file);
	}

	/** Runs tests until one fails: those first that have failed before for changes of the same file. */
	async #likelyFirst(file, wanted = () => true) {
		const likely = new Set(this.#noticedIn(file));
		const first = await this.#program.run({ wanted: (id) => likely.has(id) && wanted(id), bail: true });
		if (first.some(({ error }) => error !== undefined)) return first;
		const rest = await this.#program.run({ wanted: (id) => !likely.has(id) && wanted(id), bail: true });
		return [...first, ...rest];
	}

	async #attempt({ activeMutant, mutantActivation, sandboxFileName, testFilter, hitLimit }) {
		const whileLoading = mutantActivation === 'static';
		const places = [mutatedPlace(sandboxFileName)];
		const covering = testFilter && new Set(testFilter);
		const wanted = covering ? (id) => covering.has(id) : undefined;
		if (whileLoading) this.#loaded = undefined;
		else this.#load(places);
		Object.assign(switchboard, { activeMutant: activeMutant.id, hitCount: hitLimit && 0, hitLimit });
		let results;
		try {
			if (whileLoading) this.#program.load(testsOf(places));
			results = await this.#likelyFirst(sandboxFileName, wanted);
		} catch (error) {
			this.#loaded = undefined;
			return { status: MutantRunStatus.Error, errorMessage: String(error) };
		} finally {
			switchboard.activeMutant = undefined;
		}
		const endless = determineHitLimitReached(switchboard.hitCount, hitLimit);
		const failed = results.find(({ error }) => error !== undefined);
		if (endless || TEST_TOOK_TOO_LONG.test(failed?.error)) {
			this.#loaded = undefined;
			return endless ?? { status: MutantRunStatus.Timeout, reason: `${failed.id}: ${failed.error}` };
		}
		const nrOfTests = results.length;
		if (!failed) return { status: MutantRunStatus.Survived, nrOfTests };
		this.#noticedIn(sandboxFileName).add(failed.id);
		return {
			status: MutantRunStatus.Killed,
			killedBy: [failed.id],
			failureMessage: failed.error,
			nrOfTests,
		};
	}
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'inProcess', InProcessRunner)];
