import { createRequire } from 'node:module';

import { declareClassPlugin, declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';
import lodash from 'lodash';
import { register } from 'tsx/cjs/api';

import { partOf, pathOf } from './parts.mjs';

register();
const { interval, sampleOf } = createRequire(import.meta.url)('./sample.ts');

/** Stryker leaves out of its score what a checker does not let pass, and calls that a compile error. */
const LEFT_OUT = { status: 'compileError', reason: 'Not in the sample' };
const PASSED = { status: 'passed' };

/** Lets pass the changes that are in the sample of their part. */
class SampleChecker {
	static inject = ['options'];
	#options;

	constructor({ sample }) {
		this.#options = sample;
	}

	async init() {}

	/** All of a part at once, since a sample is of a whole. */
	async group(changes) {
		return Object.values(lodash.groupBy(changes, ({ fileName }) => partOf(fileName))).map((group) =>
			group.map(({ id }) => id),
		);
	}

	async check(changes) {
		const byPath = changes.map((change) => ({ ...change, fileName: pathOf(change.fileName) }));
		const chosen = sampleOf(byPath, this.#options.size, this.#options.seed);
		return Object.fromEntries(changes.map(({ id }) => [id, chosen.has(id) ? PASSED : LEFT_OUT]));
	}
}

const percent = (share) => `${(100 * share).toFixed(1)} %`;

/** One line of the report on the parts. */
function lineOf(part, mutants) {
	const count = lodash.countBy(mutants, 'status');
	const of = (...statuses) => lodash.sumBy(statuses, (status) => count[status] ?? 0);
	const noticed = of('Killed', 'Timeout');
	const tried = noticed + of('Survived', 'NoCoverage');
	if (tried === 0) return `${part}: no change was tried`;
	const [low, high] = interval(noticed, tried);
	const left = of('CompileError');
	const whole = left === 0 ? 'all' : `of ${tried + left}, so of all ${percent(low)} to ${percent(high)}`;
	const timedOut = of('Timeout') ? `, ${of('Timeout')} of them by time` : '';
	const failed = of('RuntimeError') ? `; ${of('RuntimeError')} could not be judged` : '';
	return `${part}: ${noticed} of ${tried} changes noticed, ${percent(noticed / tried)} (${whole})${timedOut}${failed}`;
}

const UNNOTICED = new Set(['Survived', 'NoCoverage', 'Timeout']);

/**
 * Names what was not noticed, or only by its time, as soon as that is known, so that a run that is interrupted has told it; and says at the end how much was
 * noticed in each part, and what that says of all changes when only a sample was tried.
 */
const partsReporter = {
	onMutantTested({ status, fileName, location: { start }, mutatorName, replacement }) {
		if (UNNOTICED.has(status))
			console.log(
				`${status} ${pathOf(fileName)}:${start.line}:${start.column} ${mutatorName}: ${replacement}`,
			);
	},

	onMutationTestReportReady({ files }) {
		const mutants = Object.entries(files).flatMap(([file, { mutants }]) =>
			mutants.map((mutant) => ({ ...mutant, part: partOf(file) })),
		);
		const byPart = lodash.groupBy(mutants, 'part');
		for (const [part, own] of Object.entries(byPart)) console.log(lineOf(part, own));
	},
};

export const strykerPlugins = [
	declareClassPlugin(PluginKind.Checker, 'sample', SampleChecker),
	declareValuePlugin(PluginKind.Reporter, 'parts', partsReporter),
];

/** What `tools/mutation/main.mjs` sets for the checker. */
export const strykerValidationSchema = {
	type: 'object',
	properties: {
		sample: {
			type: 'object',
			properties: { size: { type: 'integer' }, seed: { type: 'string' } },
		},
	},
};
