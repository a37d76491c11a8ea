import { setTimeout as sleep } from 'node:timers/promises';

import { range } from 'lodash';
import { z } from 'zod';

import type { Fault } from '../../sandbox';
import { executionsOf } from '../../tools/runtime/executions';
import { publishWorkflow, saveWorkflow, type Workflow } from '../../tools/runtime/workflows';
import { type FlowNode, flowOf, loopOver, posting } from './flow';
import { ScriptedModel } from './scriptedModel';
import { eachOnce, firstTitles, newestOf, type Nodes, Postings, THRICE, titles } from './postings';

const REFUSED: Fault = { kind: 'status', status: 400, body: '' };
const LOST: Fault = { kind: 'resetAfter' };
const HANG: Fault = { kind: 'hang' };

const ON_ERROR = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const;

/** One for all tests of what is the same in every node. */
const ONE = 'superOfficeAddChatMessage (onsite)';

const stops: Array<() => Promise<void>> = [];
let postings: Postings;

beforeAll(async () => {
	postings = await Postings.start((stop) => stops.push(stop));
});
afterAll(async () => {
	for (const stop of stops.reverse()) await stop();
});

const contractOf = (title: string) => postings.joinedBy(title).contract;

const errorsIn = (items: Array<{ json: Record<string, unknown> }>) =>
	items.flatMap(({ json }) => (json.error === undefined ? [] : [json.error as Record<string, unknown>]));

const code = (jsCode: string): FlowNode => ({
	type: 'n8n-nodes-base.code',
	typeVersion: 2,
	parameters: { jsCode },
});

/** A node of a flow that marks all its items; nothing of the mark is sent. */
const marking = (mark: string) =>
	code(`return $input.all().map((item) => ({ ...item, json: { ...item.json, mark: '${mark}' } }));`);

/** A flow that posts in a loop, so many items at a time. */
const loopOf =
	(batchSize: number) =>
	(path: string, nodes: Nodes): Workflow =>
		flowOf(path, { ...nodes, Loop: loopOver(batchSize) }, [
			['Call', 'Items'],
			['Items', 'Loop'],
			['Loop', 'Post', 1],
			['Post', 'Loop'],
		]);

/** A loop over single items, each of which is marked before it is posted. */
const loopMarking =
	(mark: string) =>
	(path: string, nodes: Nodes): Workflow =>
		flowOf(path, { ...nodes, Loop: loopOver(1), Mark: marking(mark) }, [
			['Call', 'Items'],
			['Items', 'Loop'],
			['Loop', 'Mark', 1],
			['Mark', 'Post'],
			['Post', 'Loop'],
		]);

/** A flow that goes on behind the node that posts. */
const before =
	(later: string) =>
	(path: string, nodes: Nodes): Workflow =>
		flowOf(path, { ...nodes, Later: code(later) }, [
			['Call', 'Items'],
			['Items', 'Post'],
			['Post', 'Later'],
		]);

describe("n8n's Retry On Fail, three tries", () => {
	const cases = titles.flatMap((title) => ON_ERROR.map((onError) => ({ title, onError })));

	it.each(cases)('has $title deliver each item once, under $onError', async ({ title, onError }) => {
		const { items, together, strike, run, held, calls } = await postings.flowFor(title, 5, {
			onError,
			tries: THRICE,
		});
		// The first item is an error, upon which n8n tries again, the second leaves doubt
		strike(REFUSED, 0);
		strike(LOST, onError === 'stopWorkflow' ? 1 : 0);
		const result = await run();
		expect(held()).toEqual(eachOnce(items));
		expect(calls()).toBe(6);
		if (onError === 'stopWorkflow') {
			expect(result.status).toBe('error');
			expect(result.error).toContain('It was not sent again.');
			expect(result.error).toContain('Retry sends nothing;');
			return;
		}
		expect(result.status).toBe('success');
		const [main, failed] = result.outputs('Post');
		const doubt = errorsIn(onError === 'continueErrorOutput' ? failed : main);
		expect(doubt.map(({ delivery }) => delivery)).toEqual(range(together).map(() => 'uncertain'));
		expect([...main, ...(failed ?? [])].flatMap(({ pairedItem }) => pairedItem)).toHaveLength(items.length);
	});
});

describe("n8n's retry of a failed execution", () => {
	it.each(titles)('has %s deliver each of its items once', async (title) => {
		const { items, together, strike, run, held, retry } = await postings.flowFor(title, 5);
		strike(REFUSED, 2);
		const failed = await run();
		expect(failed.status).toBe('error');
		expect(failed.error).toContain(`Retry sends items ${2 * together}–${items.length - 1} only.`);
		const retried = await retry(failed.id, 'original');
		expect(retried.status).toBe('success');
		expect(held()).toEqual(eachOnce(items));
		const [main] = retried.outputs('Post');
		expect(main.map(({ pairedItem }) => pairedItem)).toEqual(range(items.length).map((item) => ({ item })));
		expect(main.map(({ json }) => json.alreadyDelivered ?? false)).toEqual(
			range(items.length).map((index) => index < 2 * together),
		);
	});

	it.each(titles)('never has %s send what may have arrived', async (title) => {
		const { items, together, strike, run, held, calls, retry } = await postings.flowFor(title, 5);
		strike(LOST, 1);
		let { id, status } = await run();
		for (const workflow of ['original', 'current', 'original'] as const) {
			expect(status).toBe('error');
			const retried = await retry(id, workflow);
			expect(retried.error).toContain('It was not sent again.');
			({ id, status } = retried);
		}
		expect(held()).toEqual(eachOnce(items));
		expect(calls()).toBe(items.length / together);
	});

	it('does not run a node again that has done its work, when a later one has failed', async () => {
		const { items, run, held, edit, calls, retry } = await postings.flowFor(ONE, 4, {
			flow: before('throw new Error("Later is out of order");'),
		});
		const failed = await run();
		expect(failed.error).toContain('Later is out of order');
		await edit(before('return $input.all();'));
		const retried = await retry(failed.id, 'current');
		expect(retried.status).toBe('success');
		expect(retried.outputs('Later')[0]).toHaveLength(items.length);
		expect(held()).toEqual(eachOnce(items));
		expect(calls()).toBe(items.length);
	});
});

describe('Retry On Fail, and then the retry of the execution', () => {
	it.each(firstTitles)('have %s deliver each of 200 items once, side by side', async (title) => {
		// A vendor that takes several items in a request allows fewer requests
		const batchSize = contractOf(title).itemsPerCall && 20;
		const count = 200 / (batchSize ?? 1);
		const { items, strike, run, held, calm, retry } = await postings.flowFor(title, count, {
			tries: THRICE,
			concurrency: 8,
			batchSize,
		});
		strike(LOST, Math.floor(count * 0.3));
		strike(REFUSED, Math.floor(count * 0.6), Infinity);
		const failed = await run();
		expect(failed.status).toBe('error');
		calm();
		const retried = await retry(failed.id, 'current');
		expect(retried.error).toContain('It was not sent again.');
		expect(held()).toEqual(eachOnce(items));
	});

	it.each(firstTitles)('have %s in a loop of 10 deliver each item once', async (title) => {
		const count = 20 / (contractOf(title).itemsPerCall ?? 1);
		const { items, strike, run, held, calm, retry } = await postings.flowFor(title, count, {
			tries: THRICE,
			flow: loopOf(10),
		});
		strike(REFUSED, 0);
		strike(REFUSED, Math.floor(count * 0.7), Infinity);
		const failed = await run();
		expect(failed.status).toBe('error');
		calm();
		expect((await retry(failed.id, 'current')).status).toBe('success');
		expect(held()).toEqual(eachOnce(items));
	});

	it.each(firstTitles)(
		'have %s in a loop of 1 deliver each item once, and what a node before it, edited meanwhile, gives as new',
		async (title) => {
			const { items, strike, run, held, calm, edit, retry } = await postings.flowFor(title, 6, {
				tries: THRICE,
				itemsPerRun: 1,
				flow: loopMarking('old'),
			});
			strike(REFUSED, 0);
			strike(REFUSED, 3, Infinity);
			const failed = await run();
			expect(failed.status).toBe('error');
			expect(failed.outputs('Mark')[0][0].json.mark).toBe('old');
			calm();
			await edit(loopMarking('new'));
			const retried = await retry(failed.id, 'current');
			expect(retried.status).toBe('success');
			expect(retried.outputs('Mark')[0][0].json.mark).toBe('new');
			expect(retried.outputs('Post')[0][0].json).not.toHaveProperty('alreadyDelivered');
			expect(held()).toEqual(eachOnce(items));
		},
	);
});

describe('a new execution', () => {
	it('knows nothing of an earlier one: with the same items and with those of an edited node before it', async () => {
		const flow = (mark: string) => (path: string, nodes: Nodes) =>
			flowOf(path, { ...nodes, Mark: marking(mark) }, [
				['Call', 'Items'],
				['Items', 'Mark'],
				['Mark', 'Post'],
			]);
		const { strike, run, held, edit } = await postings.flowFor(ONE, 3, { flow: flow('old') });
		strike(REFUSED, 2);
		expect((await run()).status).toBe('error');
		expect((await run()).status).toBe('success');
		await publishWorkflow(postings.session.rest, await edit(flow('new')));
		const edited = await run();
		expect(edited.outputs('Mark')[0][0].json.mark).toBe('new');
		expect(held()).toEqual({ 0: 3, 1: 3, 2: 2 });
	});
});

/** How often n8n tries a sub-workflow and the node inside it, and the options of that node. */
interface Parenthood {
	parent?: typeof THRICE;
	inside?: typeof THRICE;
	options?: object;
}

describe('a sub-workflow', () => {
	/** A flow that hands its items to another one, which posts them. */
	async function parentFor({ parent, inside, options }: Parenthood) {
		const { rest } = postings.session;
		const chain = postings.joinedBy(ONE).chain('', 'stopWorkflow', { concurrency: 1, ...options });
		const start: FlowNode = {
			type: 'n8n-nodes-base.executeWorkflowTrigger',
			typeVersion: 1.1,
			parameters: { inputSource: 'passthrough' },
		};
		const post = posting({ ...chain, settings: inside });
		const child = await saveWorkflow(
			rest,
			flowOf('Sub-workflow', { Start: start, Post: post }, [['Start', 'Post']]),
		);
		await publishWorkflow(rest, child);
		const sub: FlowNode = {
			type: 'n8n-nodes-base.executeWorkflow',
			typeVersion: 1.2,
			parameters: { workflowId: { __rl: true, mode: 'id', value: child.id }, options: {} },
			...parent,
		};
		const made = await postings.flowFor(ONE, 4, {
			flow: (path, { Call, Items }) =>
				flowOf(path, { Call, Items, Sub: sub }, [
					['Call', 'Items'],
					['Items', 'Sub'],
				]),
		});
		return { ...made, newestChild: async () => await newestOf(rest, child.id) };
	}

	it('that its parent runs again is a new execution, which sends all again', async () => {
		const again = await parentFor({ parent: THRICE });
		again.strike(REFUSED, 2);
		expect((await again.run()).status).toBe('success');
		expect(again.held()).toEqual({ 0: 2, 1: 2, 2: 1, 3: 1 });

		const retried = await parentFor({});
		retried.strike(REFUSED, 2);
		const { id } = await retried.run();
		expect((await retried.retry(id, 'original')).status).toBe('success');
		expect(retried.held()).toEqual({ 0: 2, 1: 2, 2: 1, 3: 1 });
	});

	it('that its parent runs again sends what is open, where Send Once has a key for each item', async () => {
		// Both use the same node of the same workflow, and so the same memory
		const keyed = (what: string) => ({ sendOnce: 'key', sendOnceKey: `=${what} {{ $json.index }}` });
		const again = await parentFor({ parent: THRICE, options: keyed('order') });
		again.strike(REFUSED, 2);
		expect((await again.run()).status).toBe('success');
		expect(again.held()).toEqual(eachOnce(again.items));

		const retried = await parentFor({ options: keyed('parcel') });
		retried.strike(REFUSED, 2);
		const { id } = await retried.run();
		expect((await retried.retry(id, 'original')).status).toBe('success');
		expect(retried.held()).toEqual(eachOnce(retried.items));
	});

	it('delivers each item once with Retry On Fail inside it, and by a retry of its own execution', async () => {
		const inside = await parentFor({ inside: THRICE });
		inside.strike(REFUSED, 2);
		expect((await inside.run()).status).toBe('success');
		expect(inside.held()).toEqual(eachOnce(inside.items));

		const retried = await parentFor({});
		retried.strike(REFUSED, 2);
		expect((await retried.run()).status).toBe('error');
		const child = await retried.newestChild();
		expect(child.error).toContain('Retry sends items 2–3 only.');
		expect((await retried.retry(child.id, 'original')).status).toBe('success');
		expect(retried.held()).toEqual(eachOnce(retried.items));
	});
});

describe('an execution that n8n ends', () => {
	const WARNING =
		'Already carried out: item 0. Under way: item 1. Not started: items 2–3. Do not use Retry: n8n keeps none of this for it.';

	it('when it is stopped, loses what its nodes knew: a retry starts anew, and sends all again', async () => {
		const { rest } = postings.session;
		const { id, call, calls, strike, held, newest, retry } = await postings.flowFor(ONE, 4);
		strike(HANG, 1);
		const answer = call();
		while (calls() < 2) await sleep(20);
		const [stopped] = await executionsOf(rest, id);
		await rest.call('POST', `/rest/executions/${stopped}/stop`, z.unknown());
		await answer;
		await expectHighlighted(newest);
		expect(held()).toEqual({ 0: 1 });
		await retry(stopped, 'original');
		expect(held()).toEqual({ 0: 2, 1: 1, 2: 1, 3: 1 });
	});

	it('at its time limit, keeps all or loses what was left: a retry sends what is open, or nothing', async () => {
		const { call, strike, held, newest, retry } = await postings.flowFor(ONE, 4, {
			flow: (path, nodes) => ({
				...flowOf(path, nodes, [
					['Call', 'Items'],
					['Items', 'Post'],
				]),
				settings: { executionOrder: 'v1', executionTimeout: 3 },
			}),
		});
		strike(HANG, 1);
		await call();
		const { id } = await expectHighlighted(newest);
		const { status } = await retry(id, 'original');
		// Which of the two depends on whether the node or n8n's saving is done first
		expect([
			{ status: 'success', held: { 0: 1 } },
			{ status: 'canceled', held: { 0: 1, 2: 1, 3: 1 } },
		]).toContainEqual({ status, held: held() });
	});

	/** n8n keeps first that an execution has ended, a moment later its Highlighted Data. */
	async function expectHighlighted(newest: () => ReturnType<typeof newestOf>) {
		for (let looks = 0; ; looks += 1) {
			const execution = await newest();
			if (looks === 100 || Object.keys(execution.highlighted).length > 0) {
				expect(execution.status).toBe('canceled');
				expect(execution.highlighted).toEqual({ Post: WARNING });
				return execution;
			}
			await sleep(50);
		}
	}
});

describe('an agent', () => {
	const DOUBT = 'it may have arrived: do not send it again';
	// Those before version 3 run their tools within themselves
	const versions = [3, 2.2];
	let model: ScriptedModel;
	let credential: { id: string; name: string };

	beforeAll(async () => {
		model = await ScriptedModel.start({ Text: 'Message 0' }, (stop) => stops.push(stop));
		const id = await postings.session.rest.saveCredential(model.credential);
		credential = { id, name: model.credential.name };
	});

	async function agentFor(typeVersion: number, { agent, tool }: { agent?: object; tool?: object } = {}) {
		const made = await postings.flowFor(ONE, 1, {
			flow: (path, { Call, Post }) =>
				flowOf(
					path,
					{
						Call,
						Agent: {
							type: '@n8n/n8n-nodes-langchain.agent',
							typeVersion,
							parameters: { promptType: 'define', text: 'Post it', options: {} },
							...agent,
						},
						Model: {
							type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
							typeVersion: 1.2,
							parameters: {
								model: { __rl: true, mode: 'id', value: 'scripted' },
								options: { maxRetries: 0 },
							},
							credentials: { openAiApi: credential },
						},
						Post: {
							...Post,
							type: `${Post.type}Tool`,
							// As n8n places a tool
							onError: undefined,
							parameters: {
								...Post.parameters,
								chatSessionId: { __rl: true, mode: 'id', value: '5177' },
								text: "={{ $fromAI('Text', 'what to say', 'string') }}",
							},
							...tool,
						},
					},
					[
						['Call', 'Agent'],
						['Model', 'Agent', 0, 'ai_languageModel'],
						['Post', 'Agent', 0, 'ai_tool'],
					],
				),
		});
		return { ...made, times: () => made.held()[0] ?? 0 };
	}

	it.each(versions)(
		'of version %s whose tool has Retry On Fail delivers once, and learns of the doubt',
		async (version) => {
			const { strike, run, times } = await agentFor(version, { tool: THRICE });
			strike(LOST, 0);
			model.does('call', 'tell');
			expect((await run()).status).toBe('success');
			expect(times()).toBe(1);
			expect(model.told).toEqual([expect.stringContaining(DOUBT)]);
		},
	);

	it.each(versions)(
		'of version %s that calls again in the same words sends nothing that may have arrived',
		async (version) => {
			const { strike, run, times, calls } = await agentFor(version);
			strike(LOST, 0);
			model.does('call', 'call', 'call', 'tell');
			expect((await run()).status).toBe('success');
			expect(times()).toBe(1);
			expect(calls()).toBe(1);
			expect(model.told).toEqual(Array(3).fill(expect.stringContaining(DOUBT)));
		},
	);

	it.each(versions)(
		'of version %s that calls again after a refusal, or once more, sends again',
		async (version) => {
			const { strike, run, times } = await agentFor(version);
			strike(REFUSED, 0);
			model.does('call', 'call', 'call', 'tell');
			expect((await run()).status).toBe('success');
			expect(times()).toBe(2);
			expect(model.told[0]).toContain('nothing was carried out');
			expect(model.told[2]).toContain('ChatMessageId');
		},
	);

	it.each(versions)(
		'of version %s that n8n runs again calls its tool again, but sends nothing that may have arrived',
		async (version) => {
			const again = await agentFor(version, { agent: THRICE });
			model.does('call', 'fail', 'call', 'tell');
			expect((await again.run()).status).toBe('success');
			expect(again.times()).toBe(2);

			for (const [fault, expected] of [
				[undefined, 2],
				[LOST, 1],
			] as const) {
				const retried = await agentFor(version);
				if (fault) retried.strike(fault, 0);
				model.does('call', 'fail');
				const { id, status } = await retried.run();
				expect(status).toBe('error');
				model.does('call', 'tell');
				expect((await retried.retry(id, 'original')).status).toBe('success');
				expect(retried.times()).toBe(expected);
			}
		},
	);
});
