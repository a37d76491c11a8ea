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

/** The engine, or the room that a test is about. */
function testedPlace(id) {
	const place = placeOf(id, /^test\/(?:nodes\/|properties\/|)(\w+)/);
	return place === 'uploads' ? 'engine' : place;
}

/** Whether a test is about the same place as one of the files: each room, and the engine, has to be safe by its own tests. */
function testsOf(files) {
	const places = new Set(files.map(mutatedPlace));
	return (id) => places.has(testedPlace(id));
}

/** Runs the tests for one mutant after the other in one process. */
class InProcessRunner {
	#program;
	/** Whether a mutant was active while the program was loaded, or left something behind. */
	#spoilt = true;

	capabilities() {
		return { reloadEnvironment: true };
	}

	init() {
		this.#program = new Program(process.cwd());
	}

	#loadUnspoilt() {
		if (!this.#spoilt) return;
		this.#program.load();
		this.#spoilt = false;
	}

	async dryRun({ files }) {
		this.#loadUnspoilt();
		const started = (id) => (switchboard.currentTestId = id);
		const results = await this.#program.run({ wanted: testsOf(files), started });
		return {
			status: DryRunStatus.Complete,
			tests: results.map(asStrykerResult),
			mutantCoverage: switchboard.mutantCoverage,
		};
	}

	async mutantRun({ activeMutant, mutantActivation, sandboxFileName, testFilter, hitLimit }) {
		const whileLoading = mutantActivation === 'static';
		const near = testsOf([sandboxFileName]);
		const covering = testFilter && new Set(testFilter);
		const wanted = (id) => near(id) && (!covering || covering.has(id));
		if (!whileLoading) this.#loadUnspoilt();
		Object.assign(switchboard, { activeMutant: activeMutant.id, hitCount: hitLimit && 0, hitLimit });
		let results;
		try {
			if (whileLoading) {
				this.#spoilt = true;
				this.#program.load();
			}
			results = await this.#program.run({ wanted, bail: true });
		} catch (error) {
			this.#spoilt = true;
			return { status: MutantRunStatus.Error, errorMessage: String(error) };
		} finally {
			switchboard.activeMutant = undefined;
		}
		const endless = determineHitLimitReached(switchboard.hitCount, hitLimit);
		if (endless) return endless;
		const failed = results.find(({ error }) => error !== undefined);
		if (!failed) return { status: MutantRunStatus.Survived, nrOfTests: results.length };
		if (TEST_TOOK_TOO_LONG.test(failed.error)) {
			this.#spoilt = true;
			return { status: MutantRunStatus.Timeout, reason: `${failed.id}: ${failed.error}` };
		}
		await this.#expectToPass(failed.id);
		return {
			status: MutantRunStatus.Killed,
			killedBy: [failed.id],
			failureMessage: failed.error,
			nrOfTests: results.length,
		};
	}

	/** A kill counts only when the same test passes without the mutant; else Stryker tries the mutant again in a new process. */
	async #expectToPass(id) {
		this.#loadUnspoilt();
		const [{ error }] = await this.#program.run({ wanted: (other) => other === id });
		if (error !== undefined) throw new Error(`Fails without the mutant too: ${id}: ${error}`);
	}
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'inProcess', InProcessRunner)];
