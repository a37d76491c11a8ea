import { countBy, range } from 'lodash';
import { setTimeout as sleep } from 'node:timers/promises';

import { isCall } from '../../testkit/contract';
import { joined, publishFlow } from './flows';
import type { SessionResult } from './results';
import type { QueueStack } from './stack';

const NODES = ['genesysSendMessage', 'superOfficeAddChatMessage (online)'];
const CALLS = 60;
const ENDED_AFTER = 20;
const PATIENCE_S = 60;

/** Ends the vendor's session while executions on both workers use it. */
export async function trySessions(stack: QueueStack): Promise<SessionResult[]> {
	const results: SessionResult[] = [];
	for (const title of NODES) {
		const one = await joined(stack, title);
		const { contract, vendor } = one;
		vendor.reset();
		contract.prepare?.(CALLS);
		const path = `session-${one.slug}`;
		await publishFlow(stack, one, path);
		const items = range(CALLS).map((index) => contract.item(index).json);
		const posts = items.map(async (item, index) => {
			// Two a tenth of a second: the session ends while some are under way and others to come
			await sleep(index * 50);
			await stack.rest.webhook(path, { items: [item] });
		});
		while (contract.delivered().length < ENDED_AFTER) await sleep(20);
		contract.expire?.();
		await Promise.all(posts);
		for (let waited = 0; contract.delivered().length < CALLS && waited < PATIENCE_S * 5; waited += 1) {
			await sleep(200);
		}
		const held = Object.values(countBy(contract.delivered()));
		const signIn = contract.steps?.['sign-in'] ?? contract.steps?.['opening a session'];
		results.push({
			release: stack.start.runtime.version,
			node: title,
			calls: CALLS,
			endedAfter: ENDED_AFTER,
			once: held.filter((times) => times === 1).length,
			doubled: held.filter((times) => times > 1).length,
			signIns: vendor.store.requests().filter((received) => signIn && isCall(signIn, received)).length,
		});
	}
	return results;
}
