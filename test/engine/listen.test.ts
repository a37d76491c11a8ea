import type { ICredentialDataDecryptedObject, INodeExecutionData, ITriggerFunctions } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { SessionLost } from '../../nodes/engine/bayeux';
import type { RequestContext } from '../../nodes/engine/credential';
import { Failure, type FailureFacts, invalidField } from '../../nodes/engine/errors';
import type { VendorEvent } from '../../nodes/engine/eventItem';
import { type Connection, listen, type Wishes } from '../../nodes/engine/listen';
import { usedSecrets } from '../../nodes/engine/secrets';
import { node } from './context';

/** What a connection brings, one after the other: events, or why there are none. When all has come it is silent. */
type Step = VendorEvent[] | Error;

/** What opening a connection brings: its steps, or why there is none. */
type Opening = Step[] | Error;

const event = (id: string, more: Partial<VendorEvent> = {}): VendorEvent => ({
	eventKey: id,
	event: 'message',
	text: `text of ${id}`,
	isOwn: false,
	more: {},
	raw: { id, raw: true },
	...more,
});

const failure = (facts: Partial<FailureFacts> = {}) =>
	new Failure({ message: 'Acme broke off', remedy: '', delivery: 'uncertain', repeatable: true, ...facts });
const REFUSED = failure({
	message: 'Acme refused it',
	delivery: 'refused',
	repeatable: false,
	httpStatus: 403,
});

interface Setup {
	openings?: Opening[];
	mode?: 'trigger' | 'manual';
	activation?: string;
	flow?: string;
	nodeId?: string;
	/** Null for a node that has none. */
	credentialId?: string | null;
	account?: string;
	wishes?: Partial<Wishes>;
	/** How the fields are read, where that goes wrong. */
	read?: () => never;
	/** What the requests of each connection are signed with. */
	secrets?: string[];
	/** Whether ending a connection fails. */
	stuck?: boolean;
	/** Whether this n8n shows no failed execution of a trigger that goes on. */
	older?: boolean;
}

let flows = 0;
let clock = 0;
/** The waits, in milliseconds, as they were begun. */
let waits: number[] = [];

beforeEach(() => {
	flows += 1;
	clock = 1_800_000_000_000 + flows * 1e9;
	waits = [];
	jest.spyOn(Math, 'random').mockReturnValue(1);
	jest.spyOn(Date, 'now').mockImplementation(() => clock);
	jest.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
		waits.push(ms);
		clock += ms;
		const timer = new AbortController();
		setImmediate(() => timer.abort());
		return timer.signal;
	});
});
afterEach(() => jest.restoreAllMocks());

/** A trigger in a context of its own, which tells all that it was told. */
function triggerOf(setup: Setup = {}) {
	const { openings = [[]], mode = 'trigger', activation = 'activate', stuck = false } = setup;
	const { flow = `flow ${flows}`, nodeId = 'n', credentialId = 'c', account = 'one' } = setup;
	const emitted: INodeExecutionData[][][] = [];
	const errors: Error[] = [];
	const shown: Error[] = [];
	const logged: string[] = [];
	const opened: Array<{ context: RequestContext; place: string }> = [];
	let closed = 0;
	let reads = 0;
	let silent: () => void = () => undefined;
	const atRest = new Promise<void>((resolve) => (silent = resolve));
	const left = [...openings];
	const told = {
		getNode: () => ({
			...node,
			id: nodeId,
			name: 'Told',
			credentials: credentialId === null ? undefined : { acmeApi: { id: credentialId, name: 'Acme' } },
		}),
		getWorkflow: () => ({ id: flow, active: true }),
		getMode: () => mode,
		getActivationMode: () => activation,
		getNodeParameter: () => 'all',
		getExecutionCancelSignal: () => undefined,
		getCredentials: async () => {
			reads += 1;
			return await Promise.resolve({ account, token: `token ${reads}` });
		},
		emit: (items: INodeExecutionData[][]) => void emitted.push(items),
		emitError: (error: Error) => {
			errors.push(error);
			silent();
		},
		...(setup.older ? {} : { saveFailedExecution: (error: Error) => void shown.push(error) }),
		logger: {
			info: (text: string) => void logged.push(`info: ${text}`),
			warn: (text: string) => void logged.push(`warn: ${text}`),
		},
	};
	const open: Wishes['open'] = async (context, place, signal): Promise<Connection> => {
		opened.push({ context, place });
		usedSecrets(context).add(setup.secrets ?? []);
		const steps = left.shift() ?? [];
		await Promise.resolve();
		if (steps instanceof Error) throw steps;
		const rest = [...steps];
		return {
			next: async () => {
				const step = rest.shift();
				if (step === undefined) {
					silent();
					await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
					throw new Error('The request was ended');
				}
				if (step instanceof Error) throw step;
				return await Promise.resolve(step);
			},
			close: async () => {
				closed += 1;
				await Promise.resolve();
				if (stuck) throw new Error('Acme does not answer');
			},
		};
	};
	const start = async () =>
		await listen(told as unknown as ITriggerFunctions, {
			vendor: 'Acme',
			credential: 'acmeApi',
			account: ({ account: whose }: ICredentialDataDecryptedObject) => [whose],
			properties: [{ displayName: 'Events', name: 'events', type: 'string', default: '' }],
			read:
				setup.read ?? (() => ({ wants: () => true, withOwn: false, withRaw: false, open, ...setup.wishes })),
		});
	return {
		start,
		atRest,
		emitted,
		errors,
		shown,
		logged,
		opened,
		closed: () => closed,
		reads: () => reads,
		texts: () => emitted.map(([[{ json }]]) => json.text),
	};
}

/** Starts a trigger, lets everything come that is to come, and ends it. */
async function ran(setup: Setup = {}) {
	const trigger = triggerOf(setup);
	const { closeFunction } = await trigger.start();
	await trigger.atRest;
	await closeFunction?.();
	return trigger;
}

describe('events', () => {
	it('start the flow one by one, in their order, each as an item', async () => {
		const { emitted } = await ran({ openings: [[[event('a'), event('b')], [], [event('c')]]] });
		const item = (id: string) => ({
			json: {
				eventKey: id,
				event: 'message',
				text: `text of ${id}`,
				chatInput: `text of ${id}`,
				isOwn: false,
			},
		});
		expect(emitted).toStrictEqual([[[item('a')]], [[item('b')]], [[item('c')]]]);
	});

	it('stand beside what was read of them where that is wanted', async () => {
		const { emitted } = await ran({ openings: [[[event('a')]]], wishes: { withRaw: true } });
		expect(emitted[0][0][0].json.raw).toEqual({ id: 'a', raw: true });
	});

	it.each([
		[false, ['text of foreign']],
		[true, ['text of own', 'text of foreign']],
	])('of the account itself start it only where that is wanted: %s', async (withOwn, texts) => {
		const both = [event('own', { isOwn: true }), event('foreign')];
		expect((await ran({ openings: [[both]], wishes: { withOwn } })).texts()).toEqual(texts);
	});

	it('that nobody wants start nothing, whoever has sent them', async () => {
		const wants = ({ eventKey }: VendorEvent) => eventKey !== 'a';
		const both = [event('a'), event('b', { isOwn: true }), event('c')];
		expect((await ran({ openings: [[both]], wishes: { wants } })).texts()).toEqual(['text of c']);
	});

	it('that come twice start the flow once, also after a restart', async () => {
		const setup: Setup = {
			openings: [
				[
					[event('a'), event('a')],
					[event('a'), event('b')],
				],
			],
		};
		expect((await ran(setup)).texts()).toEqual(['text of a', 'text of b']);
		expect((await ran(setup)).texts()).toEqual([]);
	});

	it.each<[string, Setup]>([
		['flow', { flow: 'another flow' }],
		['node', { nodeId: 'another' }],
		['credential', { credentialId: 'another' }],
		['account', { account: 'another' }],
	])('of another %s are other events', async (_what, other) => {
		const openings = [[[event('a')]]];
		expect((await ran({ openings })).texts()).toEqual(['text of a']);
		const flow = other.flow && `${other.flow} ${flows}`;
		expect((await ran({ openings, ...other, ...(flow ? { flow } : {}) })).texts()).toEqual(['text of a']);
		expect((await ran({ openings })).texts()).toEqual([]);
	});

	it('come to a node without a credential too', async () => {
		const { texts } = await ran({ openings: [[[event('a')]]], credentialId: null });
		expect(texts()).toEqual(['text of a']);
	});

	it('show no secret that the vendor repeats', async () => {
		const openings = [[[event('a', { text: 'for s3cret-words', more: { by: 's3cret-words' } })]]];
		const [[[{ json }]]] = (await ran({ openings, secrets: ['s3cret-words'] })).emitted;
		expect([json.text, json.by]).toEqual(['for [hidden]', '[hidden]']);
	});
});

describe('the first connection', () => {
	const caught = async (setup: Setup) => {
		const trigger = triggerOf(setup);
		const error: unknown = await trigger.start().then(
			() => undefined,
			(thrown: unknown) => thrown,
		);
		return { ...trigger, error };
	};

	it('is tried three times for whoever publishes the flow, who is told then', async () => {
		const { error, opened } = await caught({ openings: [failure(), failure(), failure(), []] });
		expect(error).toBeInstanceOf(NodeApiError);
		expect([(error as Error).message, opened.length, waits]).toEqual(['Acme broke off', 3, [500, 1000]]);
	});

	it('may come with the third try', async () => {
		const trigger = await ran({ openings: [failure(), failure(), [[event('a')]]] });
		expect([trigger.texts(), waits]).toEqual([['text of a'], [500, 1000]]);
	});

	it('is not tried again once the vendor has said no', async () => {
		const { error, opened } = await caught({ openings: [REFUSED, []] });
		expect([(error as Error).message, opened.length, waits]).toEqual(['Acme refused it', 1, []]);
	});

	it.each(['init', 'leadershipChange'])(
		'is tried on and on where nobody is there to be told: %s',
		async (activation) => {
			const openings = [failure(), failure(), failure(), failure(), failure(), [[event('a')]]];
			const { texts, logged, opened } = await ran({ openings, activation });
			expect(texts()).toEqual(['text of a']);
			expect(opened).toHaveLength(6);
			expect(waits).toEqual([500, 1000, 500, 1000]);
			expect(logged).toHaveLength(2);
		},
	);

	it.each(['init', 'leadershipChange'])(
		'is not tried on once the vendor has said no: %s',
		async (activation) => {
			const { error, opened } = await caught({ openings: [REFUSED, []], activation });
			expect([(error as Error).message, opened.length]).toEqual(['Acme refused it', 1]);
		},
	);

	it.each(['activate', 'update', 'manual'])('is tried three times at the most: %s', async (activation) => {
		const { error } = await caught({ openings: [failure(), failure(), failure(), []], activation });
		expect(error).toBeInstanceOf(NodeApiError);
	});

	it('is not tried where a field is wrong', async () => {
		const read = () => {
			throw invalidField('Events', 'is empty', 'Choose one.');
		};
		const { error, opened } = await caught({ read });
		expect(error).toBeInstanceOf(NodeOperationError);
		expect([(error as Error).message, opened]).toEqual(['"Events" is empty', []]);
	});

	it('is told what it listens to, and ends with the trigger', async () => {
		const trigger = triggerOf();
		const { closeFunction } = await trigger.start();
		await trigger.atRest;
		const [{ context, place }] = trigger.opened;
		expect(place).toMatch(new RegExp(`^c \\S+ flow ${flows} n$`));
		const signal = (context as ITriggerFunctions & { getExecutionCancelSignal(): AbortSignal }).getExecutionCancelSignal(); // prettier-ignore
		expect(signal.aborted).toBe(false);
		await closeFunction?.();
		expect(signal.aborted).toBe(true);
	});
});

describe('a test from the editor', () => {
	it('connects when it begins, and not before', async () => {
		const trigger = triggerOf({ mode: 'manual', openings: [[[event('a')]]] });
		const { manualTriggerFunction, closeFunction } = await trigger.start();
		expect(trigger.opened).toEqual([]);
		await manualTriggerFunction?.();
		await trigger.atRest;
		expect(trigger.texts()).toEqual(['text of a']);
		await closeFunction?.();
		expect(trigger.closed()).toBe(1);
	});

	it('takes the same event again', async () => {
		for (const openings of [[[[event('a')], [event('a')]]], [[[event('a')]]]]) {
			const trigger = triggerOf({ mode: 'manual', openings });
			const { manualTriggerFunction, closeFunction } = await trigger.start();
			await manualTriggerFunction?.();
			await trigger.atRest;
			expect(trigger.texts()).toEqual(openings[0].map(() => 'text of a'));
			await closeFunction?.();
		}
	});

	it('that is over before it has connected says nothing', async () => {
		const trigger = triggerOf({ mode: 'manual', openings: [REFUSED, [[event('a')]]] });
		const { manualTriggerFunction, closeFunction } = await trigger.start();
		const begun = manualTriggerFunction?.();
		await closeFunction?.();
		await expect(begun).resolves.toBeUndefined();
		expect([trigger.opened.length, trigger.texts()]).toEqual([1, []]);
	});

	it.each([
		['refused', [REFUSED], 'Acme refused it'],
		['tried three times', [failure(), failure(), failure(), []], 'Acme broke off'],
	])('tells whoever has begun it that no connection can be made: %s', async (_how, openings, message) => {
		const trigger = triggerOf({ mode: 'manual', openings });
		const { manualTriggerFunction } = await trigger.start();
		await expect(manualTriggerFunction?.()).rejects.toThrow(message);
	});

	it('has a way to end without a beginning', async () => {
		const trigger = triggerOf({ mode: 'manual' });
		await (await trigger.start()).closeFunction?.();
		expect([trigger.opened, trigger.closed()]).toEqual([[], 0]);
	});
});

describe('a connection that breaks', () => {
	const BREAKS = '"Told" of workflow';

	it('is tried again ever more rarely, which is told once', async () => {
		const steps = [[event('a')], failure(), failure(), failure(), [event('b')]];
		const { texts, logged, opened, shown } = await ran({ openings: [steps] });
		expect(texts()).toEqual(['text of a', 'text of b']);
		expect(waits).toEqual([500, 1000, 2000]);
		expect(logged).toEqual([
			`warn: ${BREAKS} flow ${flows} has lost its connection and tries again: Acme broke off`,
			`info: ${BREAKS} flow ${flows} listens to Acme again`,
		]);
		expect([opened.length, shown]).toEqual([1, []]);
	});

	it('is told once more when it breaks once more, and tried soon again', async () => {
		const { logged } = await ran({ openings: [[failure(), failure(), [], [], failure(), []]] });
		expect(waits).toEqual([500, 1000, 500]);
		expect(logged.map((line) => line.slice(0, 5))).toEqual(['warn:', 'info:', 'warn:', 'info:']);
	});

	it.each([
		[120_000, 120_000],
		[100, 500],
		[300_000, 300_000],
		[300_001, 300_000],
	])(
		'is left alone for as long as the vendor asks, five minutes at the most: %d',
		async (repeatAfterMs, ms) => {
			await ran({ openings: [[failure({ repeatAfterMs }), []]] });
			expect(waits).toEqual([ms]);
		},
	);

	it.each([
		// By the second failure a minute is over, or only by the third
		[60_000, 'Still broken'],
		[59_999, 'Broken for good'],
	])('for a minute is shown as a failed execution, once: after %d ms', async (repeatAfterMs, message) => {
		const [second, third] = ['Still broken', 'Broken for good'].map((told) => failure({ message: told }));
		const { shown } = await ran({ openings: [[failure({ repeatAfterMs }), second, third, failure(), []]] });
		expect(shown.map((error) => error.message)).toEqual([message]);
		expect(shown[0]).toBeInstanceOf(NodeApiError);
	});

	it('for long is shown again when it comes again', async () => {
		const long = [failure({ repeatAfterMs: 60_000 }), failure(), failure()];
		const { shown } = await ran({ openings: [[...long, [], ...long, []]] });
		expect(shown).toHaveLength(2);
	});

	it('for long is tried on in an n8n that shows no such thing', async () => {
		const steps = [failure({ repeatAfterMs: 60_000 }), failure(), [event('a')]];
		expect((await ran({ openings: [steps], older: true })).texts()).toEqual(['text of a']);
	});

	it.each<[string, Partial<FailureFacts>]>([
		['by the network', { networkCode: 'ECONNRESET', delivery: 'notSent', repeatable: false }],
		['by the network, while it is refused', { networkCode: 'ECONNRESET', delivery: 'refused' }],
		['for what passes', { delivery: 'refused', repeatable: true, httpStatus: 429 }],
		["by who answers in the vendor's place", { delivery: 'uncertain', repeatable: false, httpStatus: 502 }],
	])('%s is tried again', async (_how, facts) => {
		const { texts, errors } = await ran({ openings: [[failure(facts), [event('a')]]] });
		expect([texts(), errors]).toEqual([['text of a'], []]);
	});

	it.each<[string, Partial<FailureFacts>]>([
		['that is refused', { delivery: 'refused', repeatable: false, httpStatus: 403 }],
		['for which nobody could be asked', { delivery: 'notSent', repeatable: false }],
	])('%s is handed to n8n, once, and ended at the vendor', async (_how, facts) => {
		const { texts, errors, closed, opened } = await ran({ openings: [[failure(facts), [event('a')]], []] });
		expect(errors.map(({ message }) => message)).toEqual(['Acme broke off']);
		expect([texts(), closed(), opened.length, waits]).toEqual([[], 1, 1, []]);
	});

	it('is handed to n8n also where the vendor takes no leave', async () => {
		const { errors } = await ran({ openings: [[REFUSED]], stuck: true });
		expect(errors.map(({ message }) => message)).toEqual(['Acme refused it']);
	});
});

describe('a session that the vendor has ended', () => {
	it('is opened anew after the time it wants, with the credential as it is now', async () => {
		const { texts, logged, opened, reads, closed } = await ran({
			openings: [[[event('a')], new SessionLost(70)], [[event('b')]]],
		});
		expect(texts()).toEqual(['text of a', 'text of b']);
		expect(logged).toEqual([
			`info: Acme has ended the session of "Told" of workflow flow ${flows}; it opens a new one`,
		]);
		expect(waits).toEqual([70]);
		expect([opened.length, reads(), closed()]).toEqual([2, 2, 1]);
		expect(opened[0].context).not.toBe(opened[1].context);
	});

	it('again and again is opened ever more rarely', async () => {
		const lost = new SessionLost(0);
		await ran({ openings: [[lost], [lost], [lost], [new SessionLost(5000)], [[], lost], []] });
		// The first one at once, and so the first one after it has worked
		expect(waits).toEqual([500, 1000, 5000]);
	});

	it('and that may not be opened anew is handed to n8n', async () => {
		const { errors, closed } = await ran({ openings: [[new SessionLost(0)], REFUSED] });
		expect([errors.map(({ message }) => message), closed()]).toEqual([['Acme refused it'], 0]);
	});

	it('and cannot be opened anew is tried again', async () => {
		const { texts } = await ran({ openings: [[new SessionLost(0)], failure(), [[event('a')]]] });
		expect([texts(), waits]).toEqual([['text of a'], [1000]]);
	});
});

describe('the end', () => {
	it('closes the connection once, however often it is asked for', async () => {
		const trigger = triggerOf();
		const { closeFunction } = await trigger.start();
		await Promise.all([closeFunction?.(), closeFunction?.()]);
		await closeFunction?.();
		expect(trigger.closed()).toBe(1);
	});

	it('comes also where the vendor takes no leave', async () => {
		expect((await ran({ stuck: true })).closed()).toBe(1);
	});

	it('lets nothing start any more: what comes with it is dropped', async () => {
		let end: () => Promise<void> | undefined = async () => await Promise.resolve();
		let ended: Promise<void> | undefined;
		const wants = ({ eventKey }: VendorEvent) => {
			if (eventKey === 'b') ended = end();
			return true;
		};
		const trigger = triggerOf({ openings: [[[event('a')], [event('b'), event('c')]]], wishes: { wants } });
		const { closeFunction } = await trigger.start();
		end = async () => await closeFunction?.();
		await ended;
		while (!ended) await new Promise(setImmediate);
		await ended;
		expect(trigger.texts()).toEqual(['text of a']);
	});

	it('does not wait for the next try', async () => {
		const trigger = triggerOf({ openings: [[failure({ repeatAfterMs: 100_000 }), [event('a')]]] });
		jest.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
			waits.push(ms);
			return new AbortController().signal;
		});
		const { closeFunction } = await trigger.start();
		while (waits.length === 0) await new Promise(setImmediate);
		await closeFunction?.();
		expect(trigger.texts()).toEqual([]);
	});
});
