import { describeNodeContract } from '../../../support/contract';
import { open, secrets, useExpertflow, vendor, withFile } from '../support';
import { fromFile, messages, NODE, RECEIVE } from './support';

useExpertflow();

describeNodeContract({
	node: NODE,
	vendor,
	credentials: () => ({ expertflowApi: open() }),
	parameters: {
		...fromFile,
		serviceIdentifier: '={{ $json.service }}',
		channelCustomerIdentifier: '={{ $json.customer }}',
		caption: '={{ String($itemIndex) }}',
	},
	item: (index) => withFile({}, { service: '880044', customer: `customer${index}` }),
	bad: {
		item: (index) => withFile({}, { service: '', customer: `customer${index}` }),
		message: /"Service Identifier" is empty/,
	},
	refused: {
		item: (index) => withFile({}, { service: 'nobody', customer: `customer${index}` }),
		message: /Expertflow has no channel with this Service Identifier/,
	},
	call: RECEIVE,
	writes: true,
	delivered: () => messages().map(({ body }) => Number(body.caption)),
	secrets,
});
