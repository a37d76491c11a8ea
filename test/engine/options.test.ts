import { range } from 'lodash';
import type { INodeProperties } from 'n8n-workflow';

import type { Failure } from '../../nodes/engine/errors';
import { Fields } from '../../nodes/engine/fields';
import { limiterOf } from '../../nodes/engine/limiter';
import {
	type OptionDefaults,
	optionsField,
	readConcurrency,
	readRequestOptions,
	sendsUncertain,
} from '../../nodes/engine/options';
import { contextOf } from './context';

const defaults: OptionDefaults = { timeoutMs: 30_000, writes: true };
const properties: INodeProperties[] = [optionsField(defaults)];

const concurrency = (...items: Array<Record<string, unknown>>) =>
	readConcurrency(contextOf({ items: items.map((options) => ({ options })) }).context, properties)?.();

const read = (options: unknown) =>
	readRequestOptions(Fields.ofItem(contextOf({ items: [{ options }] }).context, 0, properties), defaults);

function refusal(options: unknown): [string, string] {
	try {
		return [JSON.stringify(read(options)), ''];
	} catch (caught) {
		const { message, remedy } = (caught as Failure).facts;
		return [message, remedy];
	}
}

describe('optionsField', () => {
	const settings = (field: INodeProperties) =>
		(field.options as INodeProperties[]).map(({ name, type, default: value, typeOptions = {} }) => ({
			name,
			type,
			value,
			...typeOptions,
		}));
	const concurrencyField = {
		name: 'concurrency',
		type: 'number',
		value: 0,
		minValue: 0,
		maxValue: 50,
		numberPrecision: 0,
	};
	const waitField = {
		name: 'maxRetryWait',
		type: 'number',
		value: 60,
		minValue: 0,
		maxValue: 86_400,
		numberPrecision: 0,
	};
	const triesField = {
		name: 'maxTries',
		type: 'number',
		value: 5,
		minValue: 1,
		maxValue: 20,
		numberPrecision: 0,
	};
	const uncertainField = { name: 'retryUncertainSends', type: 'boolean', value: false };
	const onceFields = [
		{ name: 'sendOnce', type: 'options', value: 'off' },
		{ name: 'sendOnceKey', type: 'string', value: '' },
	];
	const timeoutField = {
		name: 'timeout',
		type: 'number',
		value: 30_000,
		minValue: 1,
		maxValue: 86_400_000,
		numberPrecision: 0,
	};

	it('offers the options of all action nodes, and of the node itself, in the order of their names', () => {
		const path: INodeProperties = { displayName: 'Path', name: 'path', type: 'string', default: 'a' };
		const field = optionsField(defaults, [path]);
		expect(field).toMatchObject({ name: 'options', type: 'collection', default: {} });
		expect(settings(field)).toEqual([
			concurrencyField,
			waitField,
			triesField,
			{ name: 'path', type: 'string', value: 'a' },
			uncertainField,
			...onceFields,
			timeoutField,
		]);
	});

	it('offers no "Send Once" to a node that knows by itself what it has sent', () => {
		const names = settings(optionsField({ ...defaults, ownMemory: true })).map(({ name }) => name);
		expect(names).toEqual(['concurrency', 'maxRetryWait', 'maxTries', 'retryUncertainSends', 'timeout']);
	});

	it('offers nothing about uncertain sends to a node that only reads', () => {
		expect(settings(optionsField({ ...defaults, writes: false }))).toEqual([
			concurrencyField,
			waitField,
			triesField,
			timeoutField,
		]);
	});
});

describe('readConcurrency', () => {
	it('reads the first item’s, and begins with two where none is given', () => {
		expect(concurrency({ concurrency: 7 }, { concurrency: 3 })).toBe(7);
		expect(concurrency({ concurrency: 1 })).toBeUndefined();
		expect(concurrency({ concurrency: 50 })).toBe(50);
		expect(concurrency({}, { concurrency: 3 })).toBe(2);
		expect(concurrency({ concurrency: 0 })).toBe(2);
	});

	it.each([
		[true, 200],
		[false, 50],
	])(
		'finds out by itself how far it may go, to its end where it goes on after failures (%s): %i',
		(continueOnFail, most) => {
			const { context } = contextOf({ items: [{ options: {} }], continueOnFail });
			const atOnce = readConcurrency(context, properties);
			for (const account of range(150)) limiterOf(context, `account ${account}`);
			expect(atOnce?.()).toBe(most);
		},
	);

	it('is one by one without items, whose fields cannot be read', () => expect(concurrency()).toBeUndefined());

	it.each([[-1], [51], ['many']])('is one by one for %p, which the items then refuse', (value) => {
		const { context } = contextOf({ items: [{ options: { concurrency: value } }] });
		expect(readConcurrency(context, properties)).toBeUndefined();
		expect(refusal({ concurrency: value })).toEqual([
			`"Options > Concurrency" holds "${value}"`,
			'Use a whole number from 0 to 50; 0 is automatic.',
		]);
	});
});

describe('sendsUncertain', () => {
	const wants = (options: unknown) =>
		sendsUncertain(Fields.ofItem(contextOf({ items: [{ options }] }).context, 0, properties));

	it.each([
		[{}, false],
		[{ retryUncertainSends: false }, false],
		[{ retryUncertainSends: true }, true],
		// Its item refuses it
		[{ retryUncertainSends: 'perhaps' }, false],
	])('of %j is %s', (options, expected) => expect(wants(options)).toBe(expected));
});

describe('readRequestOptions', () => {
	it('has its defaults', () => {
		expect(read({})).toEqual({
			itemIndex: 0,
			waited: { ms: 0 },
			retry: { maxTries: 5, maxWaitMs: 60_000, retryUncertain: false },
			timeoutMs: 30_000,
		});
	});

	it('reads what the user has set', () => {
		const set = {
			maxTries: 20,
			maxRetryWait: 86_400,
			retryUncertainSends: true,
			timeout: 86_400_000,
			concurrency: 2,
		};
		expect(read(set)).toEqual({
			itemIndex: 0,
			waited: { ms: 0 },
			retry: { maxTries: 20, maxWaitMs: 86_400_000, retryUncertain: true },
			timeoutMs: 86_400_000,
		});
		expect(read({ maxTries: 1, maxRetryWait: 0, retryUncertainSends: false, timeout: 1 })).toEqual({
			itemIndex: 0,
			waited: { ms: 0 },
			retry: { maxTries: 1, maxWaitMs: 0, retryUncertain: false },
			timeoutMs: 1,
		});
	});

	it.each([
		[{ maxTries: 0 }, '"Options > Max Tries" holds "0"', 'Use a whole number from 1 to 20.'],
		[{ maxTries: 21 }, '"Options > Max Tries" holds "21"', 'Use a whole number from 1 to 20.'],
		[{ maxRetryWait: -1 }, '"Options > Max Retry Wait" holds "-1"', 'Use a whole number from 0 to 86400.'],
		[
			{ maxRetryWait: 86_401 },
			'"Options > Max Retry Wait" holds "86401"',
			'Use a whole number from 0 to 86400.',
		],
		[{ timeout: 0 }, '"Options > Timeout" holds "0"', 'Use a whole number from 1 to 86400000.'],
		[{ timeout: 3e9 }, '"Options > Timeout" holds "3000000000"', 'Use a whole number from 1 to 86400000.'],
		[{ retryUncertainSends: 2 }, '"Options > Retry Uncertain Sends" holds a number', 'Use true or false.'],
	])('refuses %p', (options, message, remedy) => expect(refusal(options)).toEqual([message, remedy]));
});
