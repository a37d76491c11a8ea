import type { IExecuteFunctions } from 'n8n-workflow';

import { executionOf, keepForRetry, placeOf, runsWithinAgent } from '../../nodes/engine/executionPlace';

interface Facts {
	id?: string;
	mode?: string;
	data?: object;
	runIndex?: unknown;
	instance?: string;
	node?: string;
	continues?: boolean;
}

/** A new run of a node in an execution; without `data` n8n gives the node none of the execution. */
function contextOf({ id, mode = 'trigger', data, runIndex = 0, ...more }: Facts): IExecuteFunctions {
	return {
		getExecutionId: () => id,
		getMode: () => mode,
		getInstanceId: () => more.instance ?? 'instance',
		getNode: () => ({ id: more.node ?? 'node' }),
		getWorkflowDataProxy: () => ({ $runIndex: runIndex }),
		continueOnFail: () => more.continues ?? false,
		getContext: () => {
			if (data) return data;
			throw new Error('no data');
		},
	} as unknown as IExecuteFunctions;
}

describe('the execution', () => {
	it('has the id that n8n gives it', () => {
		expect(executionOf(contextOf({ id: '17', data: {} }))).toBe('17');
		expect(executionOf(contextOf({ id: '18', mode: 'retry' }))).toBe('18');
	});

	it('keeps its id for its retries, and theirs', () => {
		const data = {};
		keepForRetry(contextOf({ id: '17', data }));
		const retry = () => contextOf({ id: '18', mode: 'retry', data });
		expect(executionOf(retry())).toBe('17');
		keepForRetry(retry());
		expect(executionOf(contextOf({ id: '19', mode: 'retry', data }))).toBe('17');
		expect(Object.keys(data)).toEqual([expect.stringMatching(/^\w{1,50}$/)]);
	});

	it('keeps nothing where its failures do not end it, or n8n hands the node no data', () => {
		const data = {};
		keepForRetry(contextOf({ id: '17', data, continues: true }));
		keepForRetry(contextOf({ id: '17' }));
		expect(data).toEqual({});
	});

	it('goes by a kept id in a retry alone, and by nothing that is none', () => {
		const data = { idOfExecution: '17' };
		expect(executionOf(contextOf({ id: '18', data }))).toBe('18');
		expect(executionOf(contextOf({ id: '18', mode: 'retry', data: { idOfExecution: 17 } }))).toBe('18');
	});

	it('gets an id of its own where n8n has none, one for the whole run', () => {
		const [one, other] = [contextOf({}), contextOf({})];
		expect(executionOf(one)).toMatch(/^[0-9a-f-]{36}$/);
		expect(executionOf(contextOf({ id: '' }))).toMatch(/^[0-9a-f-]{36}$/);
		expect(executionOf(one)).toBe(executionOf(one));
		expect(executionOf(one)).not.toBe(executionOf(other));
	});
});

describe('the place of an item', () => {
	const usual = { id: '17' };
	const places: Array<[string, Facts, number]> = [
		['the usual one', usual, 0],
		['another item', usual, 1],
		['another run of the node', { ...usual, runIndex: 1 }, 0],
		['another node', { ...usual, node: 'other' }, 0],
		['another execution', { id: '18' }, 0],
		['another n8n', { ...usual, instance: 'other' }, 0],
	];

	it('belongs to nothing else', () => {
		const all = places.map(([, facts, index]) => JSON.stringify(placeOf(contextOf(facts), index)));
		expect(new Set(all).size).toBe(places.length);
	});

	it.each(places)('is the same when n8n starts the execution anew: %s', (_which, facts, index) => {
		expect(placeOf(contextOf(facts), index)).toEqual(placeOf(contextOf(facts), index));
	});

	it('is in the first run where n8n counts none', () => {
		expect(placeOf(contextOf({ ...usual, runIndex: undefined }), 0)).toEqual(placeOf(contextOf(usual), 0));
	});
});

describe('a tool', () => {
	const within = (more: object) =>
		runsWithinAgent({ getNode: () => ({ name: 'Tool' }), ...more } as unknown as IExecuteFunctions);

	it.each<[string, object, boolean]>([
		['the entry of its agent', { getExecuteData: () => ({ node: { name: 'Agent' } }) }, true],
		['an entry of its own', { getExecuteData: () => ({ node: { name: 'Tool' } }) }, false],
		['an entry without a node', { getExecuteData: () => ({}) }, false],
		['no entry', {}, false],
	])('is run within its agent where n8n runs %s', (_what, more, expected) => {
		expect(within(more)).toBe(expected);
	});
});
