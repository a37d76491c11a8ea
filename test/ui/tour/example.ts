import { exampleCalled, type FoundExample } from '../../../testkit/examples';
import { compareVendor, watch } from '../../../tools/demo/compare';
import { inPlace } from '../../../tools/demo/place';
import { ensureTables } from '../../../tools/demo/dataTables';
import { missingIn, runExample } from '../../../tools/demo/run';
import {
	fillIn,
	importWorkflow,
	startsFromOutside,
	readExample,
	triggerOf,
	withTable,
} from '../../../tools/demo/workflows';
import { readExecution } from '../../../tools/runtime/executions';
import {
	deleteWorkflow,
	type Workflow,
	type WorkflowNode,
	workflowSchema,
} from '../../../tools/runtime/workflows';
import { holdCredentials } from '../credentials';
import type { Run } from '../run';

/** The example whose picture is on the README, in both themes. */
const README_FLOW = 'fan-out';

const NOTE = 'n8n-nodes-base.stickyNote';

/** Sees to the credential of each step, as the note of the example asks for; n8n takes the only one of a type by itself. */
async function chooseCredentials(run: Run, { nodes }: Workflow, held: Record<string, { name: string }>) {
	for (const { name, credentials = {} } of nodes) {
		for (const type of Object.keys(credentials)) {
			const details = await run.editor.open(name);
			if ((await details.credential()) !== held[type].name) await details.chooseCredential(held[type].name);
			await details.close();
		}
	}
}

async function takePicture({ editor, pictures }: Run, { name }: FoundExample): Promise<void> {
	await editor.fit();
	if (name !== README_FLOW) return await pictures.take(`images/example-${name}.png`, editor.page);
	await pictures.take('images/flow.png', editor.page);
	await editor.wear('dark');
	await pictures.take('images/flow-dark.png', editor.page);
	await editor.wear('light');
}

/** Runs by hand what starts by hand or by the clock, and compares what the vendors then hold. */
async function runByHand(run: Run, example: FoundExample): Promise<string[]> {
	const watched = Object.values(run.vendors).map((vendor) => ({
		name: vendor.name,
		read: watch(vendor),
	}));
	const expectations = example.holds(run);
	const { status, error } = await readExecution(run.rest, await run.editor.executeWorkflow());
	await takePicture(run, example);
	const missing = await missingIn(run.rest, example, run.place.files);
	const problems = watched.flatMap(({ name, read }) =>
		compareVendor(
			expectations.filter(({ vendor }) => vendor === name),
			read(),
		),
	);
	return [
		...(status === 'success' ? [] : [`the execution ended with "${status}". ${error ?? ''}`]),
		...missing,
		...problems,
	];
}

/** Publishes what starts from outside, calls it as the world outside does, and compares what the vendors then hold. */
async function runPublished(run: Run, example: FoundExample): Promise<string[]> {
	await takePicture(run, example);
	await run.editor.publish();
	const id = run.editor.workflowId();
	// The editor gives what is pasted webhooks of its own
	const workflow = await run.rest.data('GET', `/rest/workflows/${id}`, workflowSchema);
	const imported = { id, versionId: '', workflow, trigger: triggerOf(workflow) };
	const outcomes = await runExample(run.rest, example, imported, run);
	return outcomes.flatMap(({ problems }) => problems);
}

/** Imports an example, chooses the credentials, takes its picture, and runs it whole. */
export async function runExampleInEditor(run: Run, name: string): Promise<void> {
	const example = exampleCalled(name);
	const tables = await ensureTables(run.rest, example.tables ?? []);
	const { nodes, ...read } = inPlace(readExample(name), run.place);
	const documented = new Map(readExample(name).nodes.map((node) => [node.name, node]));
	// A picture is not to show the folder of this run
	const pictured = (node: WorkflowNode) =>
		run.renew && node.type === NOTE ? (documented.get(node.name) ?? node) : node;
	const workflow = { ...read, nodes: nodes.map((node) => withTable(pictured(node), tables)) };
	const types = workflow.nodes.flatMap(({ credentials }) => Object.keys(credentials ?? {}));
	const held = await holdCredentials(run, [...new Set(types)]);
	const { meanwhile } = example;
	const other =
		meanwhile &&
		(await importWorkflow(
			run.rest,
			fillIn(readExample(meanwhile.example), new Map(Object.entries(held)), run.place, tables),
		));
	example.prepare?.(run);
	await run.editor.newWorkflow();
	await run.editor.paste(workflow);
	await chooseCredentials(run, workflow, held);
	const starts = startsFromOutside(workflow, example) ? runPublished : runByHand;
	try {
		expect(await starts(run, example)).toEqual([]);
	} finally {
		// n8n has each address once, and the other example's own journey is still to come
		if (other) await deleteWorkflow(run.rest, other.id);
	}
}
