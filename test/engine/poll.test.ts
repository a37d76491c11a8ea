import { PollContext } from 'n8n-core';
import {
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
	NodeApiError,
	NodeOperationError,
	Workflow,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { range } from 'lodash';

import { MOST_KNOWN, MOST_ROWS, poll, type PollSource } from '../../nodes/engine/poll';
import { type PageSource, type Place, rowsOf } from '../../nodes/engine/pages';
import { wait } from '../../nodes/engine/wait';
import { startVendor } from '../../sandbox/server';
import { TestCredentialsHelper } from '../../testkit/credentials';
import { ACME_TOKEN, acmeApi } from './acme';
import { acmeGetRows, acmeList, type AcmeListState, acmeRows, type AcmeRow } from './acmeList';

let vendor: Awaited<ReturnType<typeof startVendor<object, AcmeListState>>>;

beforeAll(async () => {
	vendor = await startVendor(acmeList, { host: '127.0.0.1', port: 0 });
});
afterAll(async () => await vendor.stop());

const OVERLAP_MS = 60_000;
/** The vendor's clock: an hour ago, so that nothing is in the future. */
let now = 0;
let nodes = 0;
beforeEach(() => {
	vendor.reset();
	vendor.state.rows = [];
	now = Date.now() - 3_600_000;
	nodes += 1;
});

/** What goes on at the vendor so many milliseconds after a test has begun. */
function happens(afterMs: number, ...ids: number[]): void {
	vendor.state.rows.push(...ids.map((id) => ({ id, time: now + afterMs })));
}

const nodeTypes: INodeTypes = {
	getByName: () => acmeGetRows,
	getByNameAndVersion: () => acmeGetRows,
	getKnownTypes: () => ({}),
};

interface Poller {
	/** Polls once; gives the ids of the rows that start the flow. */
	tick: (mode?: WorkflowExecuteMode) => Promise<number[] | null>;
	/** The items of the last poll that gave any. */
	given: () => IDataObject[];
	/** What n8n keeps with the workflow. */
	kept: () => IDataObject;
	/** n8n is killed and started again. */
	restarted: () => Poller;
	credential: { baseUrl: string; token: string };
}

interface Setup {
	kept?: IDataObject;
	id?: string;
	node?: string;
	credentialId?: string;
	budgetMs?: number;
	/** What of the fields decides which rows there are. */
	choice?: unknown[];
	/** Changes the source. */
	change?: (source: PollSource<AcmeRow>) => Partial<PollSource<AcmeRow>>;
}

/** A published flow with a trigger that polls Acme, in n8n's own context for polls. */
function poller(setup: Setup = {}): Poller {
	const {
		kept = {},
		id = `flow ${nodes}`,
		node: name = 'Poll',
		credentialId = 'acme',
		budgetMs,
		choice = [],
		change,
	} = setup;
	const node: INode = {
		id: name,
		name,
		type: 'acmeGetRows',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { acmeApi: { id: credentialId, name: credentialId } },
	};
	const workflow = new Workflow({
		id,
		nodes: [node],
		connections: {},
		active: true,
		nodeTypes,
		staticData: kept,
	});
	const credential = { baseUrl: vendor.url, token: ACME_TOKEN };
	const helper = new TestCredentialsHelper(new Map([['acmeApi', acmeApi]]), { acmeApi: credential });
	const additionalData = { credentialsHelper: helper } as unknown as IWorkflowExecuteAdditionalData;
	const contextOf = (mode: WorkflowExecuteMode) => {
		const context = new PollContext(workflow, node, additionalData, mode, 'activate');
		if (budgetMs !== undefined) Object.assign(context, { getPollBudgetMs: () => budgetMs });
		return context;
	};
	// n8n keeps one context for all polls of a published flow
	const published = contextOf('trigger');
	let last: IDataObject[] = [];
	const tick = async (mode: WorkflowExecuteMode = 'trigger') => {
		const context = mode === 'manual' ? contextOf('manual') : published;
		const result = await poll<AcmeRow>(context, {
			credential: 'acmeApi',
			account: ({ baseUrl }) => [baseUrl],
			choice,
			overlapMs: OVERLAP_MS,
			open: async (asking, options) => {
				const list = async (from: number) => (await acmeRows(asking, options, 'after', from)) as PageSource<AcmeRow, Place>; // prettier-ignore
				const source: PollSource<AcmeRow> = {
					since: async function* (time) {
						yield* rowsOf(await list(time));
					},
					newest: async function* (count) {
						const rows: AcmeRow[] = [];
						for await (const row of rowsOf(await list(0))) rows.push(row);
						yield* rows.sort((a, b) => b.time - a.time).slice(0, count);
					},
					key: ({ id: key }) => String(key),
					time: ({ time }) => time,
					item: (row): INodeExecutionData => ({ json: { ...row } }),
				};
				return { ...source, ...change?.(source) };
			},
		});
		if (result) last = result[0].map(({ json }) => json);
		return result && last.map((json) => json.id as number);
	};
	return {
		tick,
		given: () => last,
		kept: () => JSON.parse(JSON.stringify(workflow.staticData)) as IDataObject,
		restarted: () =>
			poller({ ...setup, kept: JSON.parse(JSON.stringify(workflow.staticData)) as IDataObject }),
		credential,
	};
}

const requests = () => vendor.store.requests({ path: '/rows' });

describe('polling', () => {
	it('gives nothing when the flow is published, and then what is new, once', async () => {
		happens(0, 1, 2);
		const { tick } = poller();
		expect(await tick()).toBeNull();
		expect(await tick()).toBeNull();
		happens(1000, 3, 4);
		expect(await tick()).toEqual([3, 4]);
		expect(await tick()).toBeNull();
		happens(2000, 5);
		expect(await tick()).toEqual([5]);
	});

	it('gives what happens at a vendor that was empty before', async () => {
		const { tick } = poller();
		expect(await tick()).toBeNull();
		now = Date.now();
		happens(0, 1);
		expect(await tick()).toEqual([1]);
		expect(await tick()).toBeNull();
	});

	it('gives all of what has the same time, and none of it twice', async () => {
		happens(0, 1);
		const { tick } = poller();
		await tick();
		happens(5000, 2, 3);
		expect(await tick()).toEqual([2, 3]);
		happens(5000, 4);
		expect(await tick()).toEqual([4]);
		expect(await tick()).toBeNull();
	});

	it('gives what the vendor shows late, within the overlap alone', async () => {
		happens(0, 1);
		const { tick } = poller();
		await tick();
		happens(OVERLAP_MS * 2, 2);
		expect(await tick()).toEqual([2]);
		happens(OVERLAP_MS * 1.5, 3);
		happens(OVERLAP_MS * 0.5, 4);
		expect(await tick()).toEqual([3]);
		expect(await tick()).toBeNull();
	});

	it('goes on after a restart where it was, with what happened meanwhile', async () => {
		happens(0, 1);
		const first = poller();
		await first.tick();
		happens(1000, 2);
		expect(await first.tick()).toEqual([2]);
		happens(2000, 3);
		const second = first.restarted();
		expect(await second.tick()).toEqual([3]);
		expect(await second.restarted().tick()).toBeNull();
	});

	it('begins anew with another account, and where what was kept is none of ours', async () => {
		happens(0, 1);
		const first = poller();
		await first.tick();
		happens(1000, 2);
		for (const kept of [{ 'node:Poll': { polled: { cursor: 'yesterday' } } }, first.kept()]) {
			const other = poller({ kept, credentialId: 'other' });
			expect(await other.tick()).toBeNull();
			expect(await other.tick()).toBeNull();
		}
	});

	it('only notes what is there when other rows are chosen', async () => {
		happens(0, 1);
		const first = poller({ choice: [['odd']] });
		await first.tick();
		happens(1000, 3);
		expect(await first.tick()).toEqual([3]);
		happens(1000, 4);
		const other = poller({ kept: first.kept(), choice: [['odd', 'even']] });
		expect(await other.tick()).toBeNull();
		happens(2000, 5, 6);
		expect(await other.tick()).toEqual([5, 6]);
	});

	it('gives a row again whenever its state is another, also one that it was in before', async () => {
		const states = new Map([[1, 'open']]);
		const asked: Array<string | undefined> = [];
		const change = ({ since }: PollSource<AcmeRow>): Partial<PollSource<AcmeRow>> => ({
			state: ({ id: row }) => states.get(row) ?? '',
			since: (time, known) => {
				asked.push(known('1'));
				return since(time, known);
			},
			item: (row, knew) => ({ json: { ...row, knew: knew(String(row.id)) } }),
		});
		happens(0, 1);
		const first = poller({ change });
		await first.tick();
		states.set(1, 'closed');
		expect(await first.tick()).toEqual([1]);
		expect(await first.tick()).toBeNull();
		const second = first.restarted();
		states.set(1, 'open');
		happens(1000, 2);
		expect(await second.tick()).toEqual([1, 2]);
		expect(second.given().map(({ knew }) => knew)).toEqual([true, false]);
		expect(await second.tick()).toBeNull();
		expect(asked).toEqual([undefined, 'open', 'closed', 'closed', 'open']);
	});

	it('never runs twice at once for one node', async () => {
		happens(0, 1);
		const { tick } = poller();
		await tick();
		happens(1000, 2, 3);
		const both = await Promise.all([tick(), tick()]);
		expect(both).toEqual([[2, 3], null]);
		expect(await tick()).toBeNull();
	});

	it('runs at the same time for other nodes and flows', async () => {
		happens(0, 1);
		const all = [poller(), poller({ node: 'Poll2' }), poller({ id: `another ${nodes}` })];
		for (const { tick } of all) await tick();
		happens(1000, 2);
		expect(await Promise.all(all.map(async ({ tick }) => await tick()))).toEqual([[2], [2], [2]]);
	});

	it('runs again after one that failed', async () => {
		const { tick } = poller();
		vendor.faults.add({ fault: { kind: 'status', status: 403 } });
		await expect(tick()).rejects.toBeInstanceOf(NodeApiError);
		expect(await tick()).toBeNull();
	});

	it('leaves out what the user does not want, for good', async () => {
		const change = ({ item }: PollSource<AcmeRow>) => ({
			item: (row: AcmeRow) => (row.id % 2 ? item(row, () => true) : undefined),
		});
		const { tick } = poller({ change });
		happens(0, 1);
		await tick();
		happens(1000, 2);
		expect(await tick()).toBeNull();
		happens(2000, 3, 4);
		expect(await tick()).toEqual([3]);
	});

	it('gives again what it could not make items of', async () => {
		happens(0, 1);
		let failing = true;
		const item = (row: AcmeRow): INodeExecutionData => {
			if (failing && row.id === 3) throw new Error('Out of order');
			return { json: { ...row } };
		};
		const { tick } = poller({ change: () => ({ item }) });
		await tick();
		happens(1000, 2, 3, 4);
		await expect(tick()).rejects.toThrow('Out of order');
		failing = false;
		expect(await tick()).toEqual([2, 3, 4]);
	});

	it('says so where the vendor does not tell when, and still knows the place', async () => {
		happens(0, 1);
		const first = poller();
		await first.tick();
		happens(1000, 2);
		happens(2000, 3);
		const untold = ({ time }: PollSource<AcmeRow>) => ({
			time: (row: AcmeRow) => (row.id === 3 ? NaN : time(row)),
		});
		const without = poller({ kept: first.kept(), change: untold });
		expect(await without.tick()).toEqual([2]);
		await expect(without.tick()).rejects.toThrow('does not tell when');
		await expect(poller({ id: `new ${nodes}`, change: untold }).tick()).rejects.toThrow('does not tell when');
		expect(await poller({ kept: without.kept() }).tick()).toEqual([3]);
	});

	it('passes over what is older than it asked for', async () => {
		happens(0, 1);
		const all = ({ since }: PollSource<AcmeRow>) => ({ since: () => since(0, () => undefined) });
		const { tick } = poller({ change: all });
		await tick();
		happens(OVERLAP_MS * 3, 2);
		expect(await tick()).toEqual([2]);
		happens(1, 3);
		expect(await tick()).toBeNull();
	});

	it('reads the credential anew each time', async () => {
		const { tick, credential } = poller();
		await tick();
		credential.token = 'another-very-secret-token';
		await tick();
		expect(requests().at(-1)?.headers.authorization).toBe('Bearer another-very-secret-token');
	});
});

describe('clocks that differ', () => {
	it('loses nothing when ours is ahead', async () => {
		now = Date.now() - 7_200_000;
		happens(0, 1);
		const { tick } = poller();
		await tick();
		happens(1000, 2);
		expect(await tick()).toEqual([2]);
	});

	it('loses and doubles nothing when ours is behind', async () => {
		now = Date.now() + 7_200_000;
		happens(0, 1);
		const { tick } = poller();
		expect(await tick()).toBeNull();
		happens(1000, 2);
		expect(await tick()).toEqual([2]);
		happens(2000, 3);
		expect(await tick()).toEqual([3]);
		expect(await tick()).toBeNull();
	});

	it('is not led astray by what is dated far in the future', async () => {
		happens(0, 1);
		const { tick } = poller();
		await tick();
		vendor.state.rows.push({ id: 2, time: Date.now() + 10 * 365 * 86_400_000 });
		expect(await tick()).toEqual([2]);
		now = Date.now();
		happens(0, 3);
		expect(await tick()).toEqual([3]);
		expect(await tick()).toBeNull();
	});
});

describe('what is too much for one poll', () => {
	it(`comes in parts of ${MOST_ROWS}, the oldest first`, async () => {
		happens(0, 1);
		const { tick, kept } = poller();
		await tick();
		const ids = range(2, MOST_ROWS + 502);
		ids.forEach((id) => happens(id * 10, id));
		expect(await tick()).toEqual(ids.slice(0, MOST_ROWS));
		expect(await tick()).toEqual(ids.slice(MOST_ROWS));
		expect(await tick()).toBeNull();
		expect(JSON.stringify(kept()).length).toBeLessThan(MOST_KNOWN * 40);
	});

	it('is known by so many keys at the most, and still not given twice', async () => {
		const rows = range(MOST_KNOWN + 100).map((id) => ({ id: id + 1, time: now + id }));
		const since = async function* (time: number) {
			yield* await Promise.resolve(rows.filter((row) => row.time >= time));
		};
		const newest = async function* (count: number) {
			yield* await Promise.resolve(rows.slice(-count).reverse());
		};
		const { tick, kept } = poller({ change: () => ({ since, newest }) });
		expect(await tick()).toBeNull();
		const { border } = (kept()['node:Poll'] as { polled: { border: unknown[] } }).polled;
		expect(border).toHaveLength(MOST_KNOWN);
		expect(await tick()).toBeNull();
		rows.push({ id: 10_000, time: rows.at(-1)?.time ?? 0 });
		expect(await tick()).toEqual([10_000]);
	});

	it('ends with what came within half of the time that n8n gives, and goes on with the next', async () => {
		happens(0, 1);
		const first = poller();
		await first.tick();
		range(2, 8).forEach((id) => happens(id * 10, id));
		const budgetMs = 400;
		const slow = ({ since }: PollSource<AcmeRow>) => ({
			since: async function* (time: number) {
				for await (const row of since(time, () => undefined)) {
					if (row.id === 4) await wait(budgetMs);
					yield row;
				}
			},
		});
		const hurried = poller({ kept: first.kept(), budgetMs, change: slow });
		expect(await hurried.tick()).toEqual([2, 3, 4]);
		const calm = poller({ kept: hurried.kept() });
		expect(await calm.tick()).toEqual([5, 6, 7]);
	});

	it('is told where that time does not even do for what is known already', async () => {
		happens(0, 1, 2, 3);
		const first = poller();
		await first.tick();
		happens(1000, 4);
		const budgetMs = 400;
		const slow = ({ since }: PollSource<AcmeRow>) => ({
			since: async function* (time: number) {
				for await (const row of since(time, () => undefined)) {
					if (row.id === 2) await wait(budgetMs);
					yield row;
				}
			},
		});
		const hurried = poller({ kept: first.kept(), budgetMs, change: slow });
		await expect(hurried.tick()).rejects.toThrow('could not be read in the time');
		expect(await poller({ kept: hurried.kept() }).tick()).toEqual([4]);
	});
});

describe('a refusal', () => {
	const refuse = (headers: Record<string, string>, status = 429) =>
		vendor.faults.add({ times: Infinity, fault: { kind: 'status', status, headers, body: '' } });

	it.each([
		['429 with its wait', 429, { 'retry-after': '120' }, { cause: 'rate-limited', retryAfterMs: 120_000 }],
		['429 without', 429, {}, { cause: 'rate-limited' }],
		['503', 503, { 'retry-after': '90' }, { cause: 'temporarily-unavailable', retryAfterMs: 90_000 }],
	])(
		'with %s is told once, in terms that n8n knows, and then waited for',
		async (_what, status, headers, failure) => {
			happens(0, 1);
			const { tick, restarted } = poller({ credentialId: `refused ${nodes}` });
			await tick();
			refuse(headers as Record<string, string>, status);
			const error = (await tick().catch((caught: unknown) => caught)) as NodeApiError;
			expect(error).toBeInstanceOf(NodeApiError);
			expect(error.failure).toEqual(failure);
			expect(error.description).toContain('The trigger asks again when that time is over');
			expect(error.description).not.toMatch(/Options|Concurrency|Max Retry Wait/i);
			const asked = requests().length;
			expect(await tick()).toBeNull();
			expect(await restarted().tick()).toBeNull();
			expect(requests()).toHaveLength(asked);
		},
	);

	it('is waited for by all pollers of the credential, and by no other', async () => {
		happens(0, 1);
		const credentialId = `shared ${nodes}`;
		const [one, two, other] = [
			poller({ credentialId }),
			poller({ credentialId, node: 'Poll2' }),
			poller({ credentialId: `own ${nodes}`, node: 'Poll3' }),
		];
		for (const { tick } of [one, two, other]) await tick();
		happens(1000, 2);
		vendor.faults.add({ fault: { kind: 'status', status: 429, headers: { 'retry-after': '120' } } });
		await expect(one.tick()).rejects.toThrow('Acme is receiving too many requests');
		expect(await two.tick()).toBeNull();
		expect(await other.tick()).toEqual([2]);
	});

	it('loses nothing', async () => {
		happens(0, 1);
		const { tick } = poller({ credentialId: `lost ${nodes}` });
		await tick();
		happens(1000, 2);
		vendor.faults.add({ fault: { kind: 'status', status: 400 } });
		await expect(tick()).rejects.toThrow('Acme refused the request');
		expect(await tick()).toEqual([2]);
	});

	it('in the middle does not take what came before it', async () => {
		happens(0, 1);
		const { tick } = poller({ credentialId: `middle ${nodes}` });
		await tick();
		range(2, 14).forEach((id) => happens(id * 10, id));
		vendor.faults.add({ when: { path: '/rows', after: 1 }, fault: { kind: 'status', status: 400 } });
		expect(await tick()).toEqual(range(2, 11));
		expect(await tick()).toEqual(range(11, 14));
	});
});

describe('a manual run', () => {
	it('gives the newest as a sample and changes nothing', async () => {
		happens(0, 1);
		happens(1000, 2);
		const { tick, kept } = poller();
		expect(await tick('manual')).toEqual([2]);
		expect(kept()).toEqual({});
		await tick();
		const before = kept();
		happens(2000, 3);
		expect(await tick('manual')).toEqual([3]);
		expect(kept()).toEqual(before);
		expect(await tick()).toEqual([3]);
	});

	it('tells which rows were there before the poll', async () => {
		const told: unknown[] = [];
		const change = ({ item, key }: PollSource<AcmeRow>) => ({
			item: (row: AcmeRow, knew: (key: string) => boolean) => {
				told.push([row.id, knew(key(row)), knew('1'), knew('2')]);
				return item(row, knew);
			},
		});
		const { tick } = poller({ change });
		happens(0, 1);
		await tick();
		happens(0, 2);
		await tick();
		happens(0, 3);
		await tick();
		expect(told).toEqual([
			[2, false, true, false],
			[3, false, true, true],
		]);
	});

	it('looks for one that the user wants, and says when there is none', async () => {
		const change = ({ item }: PollSource<AcmeRow>) => ({
			item: (row: AcmeRow) => (row.id === 1 ? item(row, () => true) : undefined),
		});
		const { tick } = poller({ change });
		const error = await tick('manual').catch((caught: unknown) => caught);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect((error as Error).message).toBe('There is nothing yet that would start the flow');
		expect((error as NodeOperationError).description).toContain('need not be a fault: once it is published');
		happens(0, 1);
		happens(1000, 2);
		expect(await tick('manual')).toEqual([1]);
	});
});

it('shows no secret that the vendor repeats', async () => {
	const change = ({ item }: PollSource<AcmeRow>) => ({
		item: (row: AcmeRow) => ({ json: { ...item(row, () => true)?.json, told: `for ${ACME_TOKEN}` } }),
	});
	happens(0, 1);
	const { tick, given } = poller({ change });
	await tick();
	happens(1000, 2);
	await tick();
	expect(given()).toEqual([expect.objectContaining({ id: 2, told: 'for [hidden]' })]);
	await tick('manual');
	expect(given()).toEqual([expect.objectContaining({ id: 2, told: 'for [hidden]' })]);
});
