import { describeNodeContract } from '../../../support/contract';
import { jpeg, UPLOAD, useHaptik } from '../support';

const { haptik, knows, credential, files, secrets } = useHaptik();

const item = (index: number) => ({
	json: { index, authId: `cust_${index}` },
	files: { data: { bytes: jpeg(`photo ${index}`), fileName: `photo${index}.jpg`, mimeType: 'image/jpeg' } },
});

describeNodeContract({
	node: 'haptikSendFile',
	vendor: haptik,
	credentials: () => ({ haptikApi: credential() }),
	parameters: { authId: '={{ $json.authId }}', messageBody: '={{ $json.index }}' },
	item,
	bad: {
		item: (index) => ({ ...item(index), json: { index, authId: '' } }),
		message: /^"Auth ID" is empty$/,
	},
	refused: {
		item: (index) => ({ ...item(index), json: { index, authId: 'nobody' } }),
		message: /^Haptik does not know the user "nobody"$/,
	},
	call: { method: 'POST', path: UPLOAD },
	writes: true,
	prepare: () => [0, 1, 2, 3, 4, 5, 6].forEach((index) => knows(`cust_${index}`)),
	delivered: () => files().map(({ fact }) => Number(fact.message_body)),
	secrets,
});
