import type { INodePropertyCollection } from 'n8n-workflow';

import { additionalFields } from '../../../../nodes/Expertflow/SendMedia/additionalFields';

it('an additional attribute has one of the types that CCM knows', () => {
	const fields = additionalFields.options as Array<{ name: string; options?: INodePropertyCollection[] }>;
	const [{ values }] = fields.find(({ name }) => name === 'additionalAttributes')?.options ?? [];
	const types = values.find(({ name }) => name === 'type')?.options;
	// https://docs.expertflow.com/cx/4.10/channeldata
	const known =
		'Alphanum100 AlphanumSpecial200 Boolean Email IP Number Password PhoneNumber PositiveNumber String100 String2000 String50 StringList URL WebChannelData';
	expect(types).toEqual(known.split(' ').map((name) => ({ name, value: name })));
});
