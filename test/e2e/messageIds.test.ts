import { range } from 'lodash';
import { z } from 'zod';

import { contracts, titleOf } from '../../testkit/contracts';
import { callChain, workflowOf } from '../../tools/endurance/chain';
import { joinContract } from '../../tools/endurance/join';
import { type EnduranceSession, startEndurance } from '../../tools/endurance/start';
import { readExecution } from '../../tools/runtime/executions';
import { publishWorkflow, saveWorkflow } from '../../tools/runtime/workflows';
import { freePorts } from './npmStart';

const stops: Array<() => Promise<void>> = [];
let session: EnduranceSession;
/** A new n8n numbers its executions from 1. */
let executions = 0;

beforeAll(async () => {
	session = await startEndurance({
		port: await freePorts(9),
		say: (line) => void process.stderr.write(`${line}\n`),
		stopLater: (stop) => stops.push(stop),
	});
});
afterAll(async () => {
	for (const stop of stops.reverse()) await stop();
});

const ways = contracts.filter((entry) => titleOf(entry).startsWith('expertflowSendMedia'));

describe('the message IDs of Expertflow Send Media', () => {
	it.each(ways.map((entry) => [titleOf(entry), entry] as const))(
		'are the same in the retry of a failed execution, and others in the next one: %s',
		async (_title, entry) => {
			const { contract, vendor, slug, chain } = await joinContract(session, entry);
			const chains = [chain(slug, 'stopWorkflow', { concurrency: 1 })];
			await publishWorkflow(session.rest, await saveWorkflow(session.rest, workflowOf(slug, chains)));
			vendor.store.clear();
			contract.prepare?.(3);
			const failing = { kind: 'status', status: 400, body: { status: 400, message: 'BAD_REQUEST' } } as const;
			vendor.faults.add({ when: { ...contract.call, after: 2 }, fault: failing });
			const sent = () => vendor.store.requests(contract.call).map(({ body }) => (body as { id: string }).id);
			const call = async () => await callChain(session.rest, slug, range(3).map(contract.item));

			await call();
			executions += 1;
			const failed = await readExecution(session.rest, String(executions));
			expect(failed.status).toBe('error');
			expect(sent()).toHaveLength(3);

			await session.rest.call('POST', `/rest/executions/${failed.id}/retry`, z.unknown(), {
				loadWorkflow: false,
			});
			executions += 1;
			expect((await readExecution(session.rest, String(executions))).status).toBe('success');
			const [first, second, refused, retried, ...others] = sent();
			expect(retried).toBe(refused);
			expect(others).toEqual([]);

			await call();
			executions += 1;
			const next = sent().slice(4);
			expect(new Set([first, second, retried, ...next]).size).toBe(6);
		},
	);
});
