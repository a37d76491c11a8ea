import type { Sandbox } from '../../../sandbox';
import { dataFile } from '../../../testkit/dataFile';
import { exampleCalled } from '../../../testkit/examples';
import { compareVendor, watch } from '../../../tools/demo/compare';
import { readExample } from '../../../tools/demo/workflows';
import { type Genesys, run, startGenesys } from './support';

const EXAMPLE = 'genesys-send-file';

let sandbox: Sandbox;
let genesys: Genesys;

beforeAll(async () => {
	({ sandbox, genesys } = await startGenesys());
});
afterAll(async () => await sandbox.stop());

it('the example links the file and delivers it, one node behind the other', async () => {
	const { nodes } = readExample(EXAMPLE);
	const parametersOf = (type: string) =>
		nodes.find((node) => node.type === `n8n-nodes-customer-chat.${type}`)?.parameters as Parameters<
			typeof run
		>[2];
	const { name, bytes, type } = dataFile('signed-contract.pdf');
	const taken = watch(genesys);
	const files = { data: { bytes, fileName: name, mimeType: type } };
	const attach = parametersOf('genesysAttachFile');
	const linked = await run(genesys, 'genesysAttachFile', attach, { items: [{ files }] });
	const items = linked.main.map(({ json }) => ({ json }));
	const uploaded = await run(genesys, 'genesysUploadFile', parametersOf('genesysUploadFile'), { items });
	expect(uploaded.error).toBeUndefined();
	const expectations = exampleCalled(EXAMPLE).holds({ vendors: sandbox.vendors, dataUrl: '' });
	expect(compareVendor(expectations, taken())).toEqual([]);
	expect(taken().held).toHaveLength(3);
});
