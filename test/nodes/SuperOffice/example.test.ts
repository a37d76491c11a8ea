import type { INodeParameters } from 'n8n-workflow';

import { exampleCalled } from '../../../testkit/examples';
import { compareVendor, watch } from '../../../tools/demo/compare';
import { readExample } from '../../../tools/demo/workflows';
import { useSuperOffice } from './support';

const { superOffice, add } = useSuperOffice();

it('the example posts what comes in by its webhook', async () => {
	const { name, webhook, holds } = exampleCalled('superoffice-chat-message');
	const node = readExample(name).nodes.find(({ type }) => type.endsWith('.superOfficeAddChatMessage'));
	const taken = watch(superOffice());
	const body = webhook && 'json' in webhook ? webhook.json : {};
	const { error } = await add(node?.parameters as INodeParameters, { items: [{ json: { body } as never }] });
	expect(error).toBeUndefined();
	const expectations = holds({ vendors: { superOffice: superOffice() } as never, dataUrl: '' });
	expect(compareVendor(expectations, taken())).toEqual([]);
});
