import { examples } from '../../testkit/examples';
import { fillIn, readExample, startsFromOutside, triggerOf, webhookPath } from '../../tools/demo/workflows';
import { workflowSchema } from '../../tools/runtime/workflows';

const place = { n8nUrl: 'http://127.0.0.1:7010', sandboxPort: 7000, files: '/files' };
const workflow = workflowSchema.parse({
	name: 'An example',
	nodes: [
		{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', position: [0, 0], typeVersion: 1 },
		{
			name: 'Fetch',
			type: 'n8n-nodes-base.httpRequest',
			parameters: { url: 'http://127.0.0.1:5816/chats.csv' },
		},
		{ name: 'Send', type: 'x.haptikSendFile', credentials: { haptikApi: { id: null, name: 'Mine' } } },
	],
	connections: {},
});

describe('an example on its way into n8n', () => {
	it('gets its credentials by type and the address of its data, and nothing else changes', () => {
		const credentials = new Map([['haptikApi', { id: 'c1', name: 'Haptik (sandbox)' }]]);
		const filled = fillIn(workflow, credentials, place);
		expect(filled.nodes[0]).toEqual(workflow.nodes[0]);
		expect(filled.nodes[1].parameters).toEqual({ url: 'http://127.0.0.1:7006/chats.csv' });
		expect(filled.nodes[2].credentials).toEqual({ haptikApi: { id: 'c1', name: 'Haptik (sandbox)' } });
	});

	it('says in its note where the n8n of the demo is', () => {
		const note = {
			name: 'About',
			type: 'n8n-nodes-base.stickyNote',
			parameters: { content: 'curl http://localhost:5678/webhook/x' },
		};
		const [filled] = fillIn(
			{ ...workflow, nodes: [{ ...workflow.nodes[0], ...note }] },
			new Map(),
			place,
		).nodes;
		expect(filled.parameters.content).toBe('curl http://127.0.0.1:7010/webhook/x');
	});

	it('gets its data tables by their names, and is refused where one is missing', () => {
		const dataTableId = { __rl: true, mode: 'list', value: 'choose-your-own', cachedResultName: 'Questions' };
		const node = {
			name: 'Keep',
			type: 'n8n-nodes-base.dataTable',
			parameters: { operation: 'get', dataTableId },
		};
		const keeping = { ...workflow, nodes: [node] };
		const [filled] = fillIn(keeping, new Map(), place, new Map([['Questions', 't7']])).nodes;
		expect(filled.parameters).toEqual({ operation: 'get', dataTableId: { ...dataTableId, value: 't7' } });
		expect(() => fillIn(keeping, new Map(), place)).toThrow('There is no data table called Questions');
	});

	it('is refused when there is no credential of the type', () => {
		expect(() => fillIn(workflow, new Map(), place)).toThrow(
			'"An example" asks for a credential haptikApi: there is none',
		);
	});

	it('has one trigger that is not switched off', () => {
		expect(triggerOf(workflow).name).toBe('Start');
		const webhook = { name: 'In', type: 'n8n-nodes-base.webhook', parameters: { path: 'form' } };
		expect(() => triggerOf({ ...workflow, nodes: [...workflow.nodes, webhook] })).toThrow(
			'"An example" must start from one trigger, not from 2',
		);
		const off = { ...workflow.nodes[0], disabled: true };
		const started = triggerOf({ ...workflow, nodes: [off, webhook] });
		expect(webhookPath(started)).toBe('form');
		expect(webhookPath(workflow.nodes[0])).toBeUndefined();
	});
});

it('no example is published that starts by the clock: it would start in the middle of others', () => {
	const clocked = examples.filter(({ name }) => /schedule|polling/i.test(triggerOf(readExample(name)).type));
	expect(clocked).not.toEqual([]);
	for (const example of clocked) expect(startsFromOutside(readExample(example.name), example)).toBe(false);
});
