import { type Sandbox, startSandbox } from '../../sandbox';
import { entriesOf, type FoundContract } from '../../testkit/contracts';
import { runNode } from '../../testkit/n8n';

/** What a node gives for one good item. */
export interface Output {
	keys: string[];
	/** Whether a file is beside them. */
	hasFile: boolean;
}

/**
 * Runs one good item through each node, in n8n's engine against the vendors' sandbox.
 *
 * @returns one for each contract, in their order
 * @throws Error when a node does not take its contract's own item
 */
export async function outputsOf(contracts: FoundContract[]): Promise<Output[]> {
	const sandbox = await startSandbox({});
	const outputs: Output[] = [];
	try {
		for (const contract of contracts) {
			sandbox.reset();
			outputs.push(await outputOf(contract, sandbox));
		}
	} finally {
		await sandbox.stop();
	}
	return outputs;
}

async function outputOf(contract: FoundContract, { vendors }: Sandbox): Promise<Output> {
	const [entry] = entriesOf(contract);
	const { node, prepare, item, credentials, parameters } = entry.contract(() => vendors[entry.vendor]);
	prepare?.(1);
	const { main, error } = await runNode({ node, items: [item(0)], credentials: credentials(), parameters });
	if (error) throw new Error(`${node} does not take its contract's item: ${error.message}`);
	return { keys: Object.keys(main[0].json), hasFile: main[0].binary !== undefined };
}
