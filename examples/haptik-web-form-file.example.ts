import { dataFile } from '../testkit/dataFile';
import type { Example } from '../testkit/example';

/** A customer's photo from a web form goes to Haptik, and the customer is registered on the way. */
export const example: Example = {
	webhook: {
		fields: {
			customer_id: 'cust_88123',
			name: 'Mira Pätel',
			email: 'mira@example.org',
			message: 'My parcel arrived like this – danke!',
		},
		files: { file: 'damaged-parcel.jpg' },
	},
	holds: ({ vendors }) => [
		{
			vendor: 'haptik',
			kind: 'user',
			compare: ({ fact }) => fact,
			expected: [{ auth_id: 'cust_88123', name: 'Mira Pätel', email: 'mira@example.org' }],
		},
		{
			vendor: 'haptik',
			kind: 'file',
			compare: ({ fact, file }) => ({
				user: fact.auth_id,
				business: fact.business_id,
				type: fact.message_type,
				text: fact.message_body,
				name: file?.fileName,
				sha256: file?.sha256,
			}),
			expected: [
				{
					user: 'cust_88123',
					business: Number(vendors.haptik.keys.businessId),
					type: 1,
					text: 'My parcel arrived like this – danke!',
					name: 'damaged-parcel.jpg',
					sha256: dataFile('damaged-parcel.jpg').sha256,
				},
			],
		},
	],
};
