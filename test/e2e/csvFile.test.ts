import { join } from 'node:path';

import { type EnduranceSession, startEndurance } from '../../tools/endurance/start';
import type { Execution } from '../../tools/runtime/executions';
import { publishWorkflow, type SavedWorkflow, saveWorkflow } from '../../tools/runtime/workflows';
import manifest from '../../package.json';
import { called, type FlowNode, flowOf } from './flow';
import { freePorts } from './npmStart';
import { newestOf } from './postings';

const stops: Array<() => Promise<void>> = [];
let session: EnduranceSession;

beforeAll(async () => {
	session = await startEndurance({
		port: await freePorts(9),
		say: (line) => void process.stderr.write(`${line}\n`),
		stopLater: (stop) => stops.push(stop),
	});
});
beforeEach(() => session.vendors.callGear.reset());
afterAll(async () => {
	for (const stop of stops.reverse()) await stop();
});

const column = (value: string) => ({ __rl: true, mode: 'id', value });

const upload = (skipUploaded: string): FlowNode => ({
	type: `${manifest.name}.callGearUploadChats`,
	credentials: { callGearApi: session.credentials.get('callGearApi') },
	parameters: {
		source: 'rows',
		chatKey: column('Chat No'),
		dateTimeColumn: column('When'),
		sourceColumn: column('Who'),
		messageColumn: column('What was said'),
		employeeIdColumn: column('Agent'),
		phoneColumn: column('Telephone'),
		siteId: column('3101'),
		countryCode: '971',
		options: { skipUploaded },
	},
});

const read = (fileSelector: string): FlowNode => ({
	type: 'n8n-nodes-base.readWriteFile',
	parameters: { operation: 'read', fileSelector, options: {} },
});

const extract: FlowNode = {
	type: 'n8n-nodes-base.extractFromFile',
	parameters: { operation: 'csv', binaryPropertyName: 'data', options: {} },
};

/** A flow that reads the demo's table from its folder, and has it uploaded by one step, or by two after each other. */
async function publish(path: string, uploads: Record<string, FlowNode>): Promise<SavedWorkflow> {
	const nodes = {
		Call: called(path),
		Read: read(join(session.place.files, 'callgear-messy.csv')),
		Extract: extract,
	};
	const flow = flowOf(path, { ...nodes, ...uploads }, [
		['Call', 'Read'],
		['Read', 'Extract'],
		...Object.keys(uploads).map((name): ['Extract', string] => ['Extract', name]),
	]);
	const saved = await saveWorkflow(session.rest, flow);
	await publishWorkflow(session.rest, saved);
	return saved;
}

async function run(path: string, { id }: SavedWorkflow): Promise<Execution> {
	await session.rest.webhook(path, {});
	const execution = await newestOf(session.rest, id);
	expect(execution.error).toBeUndefined();
	return execution;
}

const stored = () => session.vendors.callGear.store.held('chat').map(({ fact }) => fact.phone);
const five = [1, 2, 3, 4, 5].map((index) => `97150000010${index}`);
const skipped = (execution: Execution, node: string) => {
	const [main] = execution.outputs(node);
	return main.map(({ json }) => json.skipped ?? false);
};

describe("a table in the demo's folder", () => {
	it('is uploaded once by a flow that runs twice, when the node remembers', async () => {
		const flow = await publish('by-node', { Upload: upload('node') });
		const first = await run('by-node', flow);
		expect(skipped(first, 'Upload')).toEqual(five.map(() => false));
		const second = await run('by-node', flow);
		expect(skipped(second, 'Upload')).toEqual(five.map(() => true));
		expect(second.hints('Upload')).toContainEqual(
			expect.stringContaining('5 of 5 chats were uploaded before and are skipped.'),
		);
		expect(stored()).toEqual(five);
	});

	it('is uploaded once by two steps of a flow, when they remember together, and twice when each for itself', async () => {
		const together = await publish('by-workflow', { One: upload('workflow'), Two: upload('workflow') });
		for (const flow of [together, together]) {
			const { outputs, hints } = await run('by-workflow', flow);
			expect(outputs('Two')[0].map(({ json }) => json.skipped)).toEqual(five.map(() => true));
			expect(hints('Two')).toContainEqual(expect.stringContaining('5 of 5 chats were uploaded before'));
			expect(stored()).toHaveLength(5);
		}
		session.vendors.callGear.reset();
		const apart = await publish('by-each-node', { One: upload('node'), Two: upload('node') });
		await run('by-each-node', apart);
		expect(stored()).toHaveLength(10);
		await run('by-each-node', apart);
		expect(stored()).toHaveLength(10);
	});

	it('is uploaded again without the option', async () => {
		const flow = await publish('off', { Upload: upload('off') });
		await run('off', flow);
		await run('off', flow);
		expect(stored()).toEqual([...five, ...five]);
	});

	it('is the only place where n8n reads', async () => {
		const flow = await saveWorkflow(
			session.rest,
			flowOf('outside', { Call: called('outside'), Read: read('/etc/hostname') }, [['Call', 'Read']]),
		);
		await publishWorkflow(session.rest, flow);
		await session.rest.webhook('outside', {});
		const { error } = await newestOf(session.rest, flow.id);
		expect(error).toContain('Access to the file is not allowed');
	});
});
