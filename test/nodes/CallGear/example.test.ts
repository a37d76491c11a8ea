import { parse } from 'csv-parse/sync';
import { pickBy } from 'lodash';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { type Sandbox, startSandbox } from '../../../sandbox';
import { dataFile } from '../../../testkit/dataFile';
import { exampleCalled } from '../../../testkit/examples';
import { runNode } from '../../../testkit/n8n';
import { compareVendor, watch } from '../../../tools/demo/compare';
import { readExample } from '../../../tools/demo/workflows';
import { CALLGEAR_MESSAGES, callGearMessages } from '../../../tools/examples/callGearMessages';
import { knowledgeOf } from './support';

const EXAMPLE = 'callgear-nightly-upload';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.stop());

const table = dataFile(CALLGEAR_MESSAGES).bytes;

/** The rows as n8n's Extract from File gives them: text throughout, and empty cells left out. */
const rows = () =>
	(parse(table, { columns: true }) as IDataObject[]).map((row) => pickBy(row, (cell) => cell !== ''));

it('the table is the one that its script makes, with more than 2,000 messages', () => {
	expect(table.toString('utf8')).toBe(callGearMessages());
	expect(rows().length).toBeGreaterThan(2_000);
});

it('the example of WhatsApp uploads the last conversation of its file', async () => {
	const { vendors } = sandbox;
	const { nodes } = readExample('callgear-whatsapp-upload');
	const node = nodes.find(({ type }) => type === 'n8n-nodes-customer-chat.callGearUploadChats');
	const taken = watch(vendors.callGear);
	const { error } = await runNode({
		node: 'callGearUploadChats',
		parameters: node?.parameters as INodeParameters,
		items: [{ json: { data: dataFile('whatsapp-chat.txt').bytes.toString('utf8') } }],
		credentials: { callGearApi: knowledgeOf(() => vendors.callGear).credential() as never },
		timezone: 'America/New_York',
	});
	expect(error).toBeUndefined();
	expect(
		compareVendor(exampleCalled('callgear-whatsapp-upload').holds({ vendors, dataUrl: '' }), taken()),
	).toEqual([]);
});

it('the example’s node uploads every chat of the table exactly once', async () => {
	const { vendors } = sandbox;
	const { nodes } = readExample(EXAMPLE);
	const node = nodes.find(({ type }) => type === 'n8n-nodes-customer-chat.callGearUploadChats');
	const taken = watch(vendors.callGear);
	const result = await runNode({
		node: 'callGearUploadChats',
		parameters: node?.parameters as INodeParameters,
		onError: 'continueErrorOutput',
		items: rows().map((json) => ({ json })),
		credentials: { callGearApi: knowledgeOf(() => vendors.callGear).credential() as never },
		timezone: 'America/New_York',
	});
	expect(result.failed).toEqual([]);
	expect(result.main).toHaveLength(480);
	expect(compareVendor(exampleCalled(EXAMPLE).holds({ vendors, dataUrl: '' }), taken())).toEqual([]);
});
