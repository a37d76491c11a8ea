import { type Sandbox, startSandbox } from '../../sandbox';
import { contracts, described, titleOf } from '../../testkit/contracts';
import { runNode } from '../../testkit/n8n';
import { broken } from '../../tools/surface/broken';
import { itemOf, savedFlowOf, savedSurface } from '../../tools/surface/saved';
import { surfaceOf } from '../../tools/surface/surface';
import type { INodeParameters } from 'n8n-workflow';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({});
});
afterAll(async () => await sandbox.stop());

describe('what users have saved', () => {
	it('is not broken', async () => {
		const saved = savedSurface();
		if (!saved) throw new Error('Nothing is written down in test/saved. Run: npm run surface -- --write');
		expect(broken(saved, await surfaceOf(sandbox))).toEqual([]);
	}, 60_000);

	it('is written down of every node, field, credential and output', async () => {
		const now = await surfaceOf(sandbox);
		// Run `npm run surface -- --write` for what is new
		expect(savedSurface()).toEqual(now);
	}, 60_000);

	it.each(contracts.map((entry) => ({ title: titleOf(entry), entry })))(
		'still runs: the workflow of $title',
		async ({ title, entry }) => {
			const flow = savedFlowOf(title);
			if (!flow) throw new Error('No workflow is saved for it. Run: npm run surface -- --write');
			sandbox.reset();
			const contract = entry.contract(() => sandbox.vendors[entry.vendor]);
			contract.prepare?.(1);
			expect(flow.node.type).toBe(`n8n-nodes-customer-chat.${described(entry).node}`);
			const { error } = await runNode({
				node: described(entry).node,
				typeVersion: flow.node.typeVersion,
				parameters: flow.node.parameters as INodeParameters,
				items: [itemOf(flow)],
				credentials: contract.credentials(),
			});
			expect(error).toBeUndefined();
			expect(contract.delivered()).toEqual([0]);
		},
	);
});
