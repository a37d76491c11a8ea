/** The Options that every action node has: concurrency, tries, waiting time, timeout. */

import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { byDisplayName } from './alphabet';
import { findOutHowMany, type Waited } from './limiter';
import { Fields } from './fields';
import type { RetryPolicy } from './retry';

/** How the requests for one item are sent; from the node's Options. */
export interface RequestOptions {
	retry: RetryPolicy;
	/** How long one try may take altogether, in milliseconds. */
	timeoutMs: number;
	/** The input item that the requests are for: a credential's expressions are resolved with it. */
	itemIndex: number;
	/** How long they have waited so far, all together. */
	waited: Waited;
}

const MAX_CONCURRENCY = 50;
/** How many requests may be under way at the most where the node finds out by itself. */
const MOST_BY_ITSELF = 200;
const AUTOMATIC = 0;
const DAY_S = 86_400;

/** What differs between nodes. */
export interface OptionDefaults {
	/** In milliseconds. */
	timeoutMs: number;
	/** Whether the node posts something, so that "Retry Uncertain Sends" and "Send Once" have a meaning. */
	writes: boolean;
	/** Whether the node has a way of its own to know what earlier executions have sent, instead of "Send Once". */
	ownMemory?: true;
}

const concurrencyField: INodeProperties = {
	displayName: 'Concurrency',
	name: 'concurrency',
	type: 'number',
	typeOptions: { minValue: AUTOMATIC, maxValue: MAX_CONCURRENCY, numberPrecision: 0 },
	default: AUTOMATIC,
	description:
		'How many requests run at the same time, at the most. Automatic begins with two, and takes as many as are answered without delay. The output keeps the order of the input.',
	hint: '0 is automatic',
};

function timeoutField({ timeoutMs }: OptionDefaults): INodeProperties {
	return {
		displayName: 'Timeout',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: DAY_S * 1000, numberPrecision: 0 },
		default: timeoutMs,
		description: 'How long one try may take, in milliseconds',
	};
}

const retryFields: INodeProperties[] = [
	{
		displayName: 'Max Retry Wait',
		name: 'maxRetryWait',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: DAY_S, numberPrecision: 0 },
		default: 60,
		description: 'How long all waits between the tries of one item may take together, in seconds',
	},
	{
		displayName: 'Max Tries',
		name: 'maxTries',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 20, numberPrecision: 0 },
		default: 5,
		description:
			'How often an item is sent at the most. Only what the vendor certainly did not carry out is sent again: no connection, too many requests, a renewed session.',
	},
];

const retryUncertainField: INodeProperties = {
	displayName: 'Retry Uncertain Sends',
	name: 'retryUncertainSends',
	type: 'boolean',
	default: false,
	description:
		'Whether to send again after a lost answer or a server error too. The vendor may have carried out the first try, so this can post twice.',
};

const sendOnceFields: INodeProperties[] = [
	{
		displayName: 'Send Once',
		name: 'sendOnce',
		type: 'options',
		options: [
			{
				name: 'By Execution and Item',
				value: 'execution',
				description:
					'For an execution that n8n starts anew under the same ID, as n8n 1.x does after a worker was lost',
			},
			{
				name: 'By Own Key',
				value: 'key',
				description: 'For any execution of this workflow that gives the same key again',
			},
			{ name: 'Off', value: 'off', description: 'What earlier executions have sent is not known' },
		],
		default: 'off',
		description:
			'How to know what was sent before: it is not sent again, and what was begun and never confirmed is reported as uncertain. n8n keeps this with the node, for its last 3000 messages.',
	},
	{
		displayName: 'Send Once Key',
		name: 'sendOnceKey',
		type: 'string',
		default: '',
		placeholder: 'e.g. {{ $json.orderId }}',
		description: 'What tells this message from all others of the node, such as the ID of an order or event',
		displayOptions: { show: { sendOnce: ['key'] } },
	},
];

/**
 * The Options collection that every action node has.
 *
 * @param more the node's own options
 */
export function optionsField(defaults: OptionDefaults, more: INodeProperties[] = []): INodeProperties {
	const fields = [
		concurrencyField,
		...retryFields,
		...(defaults.writes ? [retryUncertainField] : []),
		...(defaults.writes && !defaults.ownMemory ? sendOnceFields : []),
		timeoutField(defaults),
		...more,
	];
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: byDisplayName(fields),
	};
}

function concurrencyOf(options: Fields): number {
	return (
		options.optionalWhole('concurrency', { min: AUTOMATIC, max: MAX_CONCURRENCY, zero: 'automatic' }) ??
		AUTOMATIC
	);
}

/**
 * How many items run at once, asked each time one can begin; undefined where they run one by one. It is one setting for the whole execution, read at
 * the first item. Where it cannot be read, the items run one by one and `readRequestOptions` refuses each of them: thrown from here, it would
 * end a run that is set to continue. Under On Error "Stop", automatic goes no further than a number may.
 */
export function readConcurrency(
	context: IExecuteFunctions,
	properties: readonly INodeProperties[],
): (() => number) | undefined {
	const concurrency = fixedConcurrency(context, properties);
	if (concurrency === 1) return undefined;
	if (concurrency !== AUTOMATIC) return () => concurrency;
	return findOutHowMany(context, context.continueOnFail() ? MOST_BY_ITSELF : MAX_CONCURRENCY);
}

function fixedConcurrency(context: IExecuteFunctions, properties: readonly INodeProperties[]): number {
	try {
		return concurrencyOf(Fields.ofItem(context, 0, properties).collection('options'));
	} catch {
		return 1;
	}
}

/** Retry and timeout of one item. @throws Failure when one of the options all nodes have holds no such number */
export function readRequestOptions(fields: Fields, defaults: OptionDefaults): RequestOptions {
	const options = fields.collection('options');
	concurrencyOf(options);
	return {
		itemIndex: fields.itemIndex,
		waited: { ms: 0 },
		retry: {
			maxTries: options.optionalWhole('maxTries', { min: 1, max: 20 }) ?? 5,
			maxWaitMs: (options.optionalWhole('maxRetryWait', { max: DAY_S }) ?? 60) * 1000,
			retryUncertain: options.flag('retryUncertainSends') ?? false,
		},
		timeoutMs: options.optionalWhole('timeout', { min: 1, max: DAY_S * 1000 }) ?? defaults.timeoutMs,
	};
}

/** Whether the user has the items sent again of which nobody can tell; an option that cannot be read is refused with its item. */
export function sendsUncertain(fields: Fields): boolean {
	try {
		return fields.collection('options').flag('retryUncertainSends') ?? false;
	} catch {
		return false;
	}
}
