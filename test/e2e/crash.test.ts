import { setTimeout as sleep } from 'node:timers/promises';

import { n8nPorts } from '../../tools/demo/ports';
import type { Chain } from '../../tools/endurance/chain';
import type { RunningN8n } from '../../tools/runtime/n8n';
import { isFree } from '../../tools/runtime/ports';
import { flowOf } from './flow';
import { type Nodes, Postings } from './postings';

const ONE = 'superOfficeAddChatMessage (onsite)';

const stops: Array<() => Promise<void>> = [];
let postings: Postings;
let n8n: RunningN8n;

beforeAll(async () => {
	postings = await Postings.start((stop) => stops.push(stop));
	({ n8n } = postings.session);
});
afterAll(async () => {
	for (const stop of stops.reverse()) await stop();
});

/** Ends n8n as a power cut would, and starts it again on what it has left. */
async function crash(): Promise<void> {
	await n8n.kill();
	for (const port of Object.values(n8nPorts(Number(new URL(n8n.url).port)))) {
		while (!(await isFree(port))) await sleep(50);
	}
	n8n = await postings.session.startAgain();
}

/** Two posts of four items have left, of which the vendor answers one, when n8n ends. */
async function crashed(options: object = {}, onError: Chain['onError'] = 'stopWorkflow') {
	const posting = await postings.flowFor(ONE, 4, {
		onError,
		flow: (path, { Call, Items, Post }: Nodes) => {
			const parameters = { ...Post.parameters, options: { concurrency: 1, ...options } };
			return flowOf(path, { Call, Items, Post: { ...Post, parameters } }, [
				['Call', 'Items'],
				['Items', 'Post'],
			]);
		},
	});
	posting.strike({ kind: 'hang' }, 1);
	const answer = posting.call().catch(() => undefined);
	while (posting.calls() < 2) await sleep(20);
	await crash();
	await answer;
	expect(posting.held()).toEqual({ 0: 1 });
	const execution = await posting.newest();
	expect(execution.status).toBe('crashed');
	return { ...posting, execution };
}

it('keeps nothing of what a node had done, and its Retry sends all again', async () => {
	const { execution, held, retry } = await crashed();
	expect(execution.highlighted).toEqual({});
	expect(execution.outputs('Post')).toEqual([]);
	expect((await retry(execution.id, 'original')).status).toBe('success');
	expect(held()).toEqual({ 0: 2, 1: 1, 2: 1, 3: 1 });
});

it('by Send Once with a key of its own, its Retry skips what was delivered, and leaves in doubt what was under way', async () => {
	const once = { sendOnce: 'key', sendOnceKey: '=message {{ $json.index }}' };
	const { execution, held, retry } = await crashed(once, 'continueErrorOutput');
	const retried = await retry(execution.id, 'original');
	expect(retried.status).toBe('success');
	const [main, failed] = retried.outputs('Post');
	expect(main.map(({ json, pairedItem }) => [json.alreadyDelivered ?? false, pairedItem])).toEqual([
		[true, { item: 0 }],
		[false, { item: 2 }],
		[false, { item: 3 }],
	]);
	expect(failed.map(({ json }) => json.error)).toEqual([
		expect.objectContaining({
			message: 'This was begun before, and nothing tells whether it arrived',
			delivery: 'uncertain',
		}),
	]);
	expect(held()).toEqual({ 0: 1, 2: 1, 3: 1 });
});
